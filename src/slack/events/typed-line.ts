/**
 * The line to answer in a message: what stands behind the first mention of the bot, else what stands before it. Slack's
 * markup becomes what was typed: the three escapes, and the links that it makes of dotted names.
 */
export function typedLine(text: string, botUser: string | null): string {
  const mention = /<@(\w+)(?:\|[^<>]*)?>/g;
  const found = [...text.matchAll(mention)].find(([, user]) => user === botUser);
  if (!found) return plainOf(text);
  // people write "@kubecent, pods" and "@kubecent: pods"
  const behind = plainOf(text.slice(found.index + found[0].length).replace(/^\s*[,:]/, ''));
  return behind === '' ? plainOf(text.slice(0, found.index)) : behind;
}

/** Without links, marks of code and line breaks, none of which a command has. */
function plainOf(text: string): string {
  return text
    .replace(/<([^<>|]*)(?:\|([^<>]*))?>/g, (_, target: string, shown?: string) => shown ?? target)
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('`', ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
