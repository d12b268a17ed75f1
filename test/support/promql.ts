/** What one PromQL expression names. */
export interface Named {
  /** Each selector: a metric, and the labels that it is narrowed by. */
  selectors: { metric: string; labels: string[] }[];
  /** Labels of `by (…)`, `on (…)` and the like. */
  groupings: string[];
}

const keywords = new Set(
  'by without on ignoring group_left group_right and or unless offset bool inf nan'.split(' '),
);

/** Metrics and labels of an expression. Enough of the language for our own files; strings may hold no braces. */
export function namedIn(expression: string): Named {
  const selectors: Named['selectors'] = [];
  const groupings: string[] = [];
  const rest = expression
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\(([^)]*)\)/g, (_, list: string) => {
      groupings.push(...list.split(',').map((label) => label.trim()));
      return ' ';
    })
    .replace(/\[[^\]]*\]/g, ' ');
  for (const [, name = '', inner = ''] of rest.matchAll(
    /(?<![\w.$])([a-zA-Z_:][\w:]*)(?:\{([^}]*)\})?(?!\s*[\w({])/g,
  )) {
    if (keywords.has(name.toLowerCase())) continue;
    const labels = [...inner.matchAll(/(\w+)\s*(?:=~|!~|!=|=)\s*"[^"]*"/g)].map(([, label = '']) => label);
    selectors.push({ metric: name, labels });
  }
  return { selectors, groupings: groupings.filter(Boolean) };
}
