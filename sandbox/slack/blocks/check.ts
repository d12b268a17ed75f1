/** One thing wrong with a block: where (a JSON pointer such as "/blocks/3/text") and what, in Slack's words. */
export interface Finding {
  pointer: string;
  message: string;
}

export type Json = Readonly<Record<string, unknown>>;

/** Looks at one value; an empty list means that Slack would take it. */
export type Check = (value: unknown, pointer: string) => Finding[];

/** True for a JSON object: not null, not a list. */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** One finding, as a list. */
export function refuse(pointer: string, message: string): Finding[] {
  return [{ pointer, message }];
}

/** A string of min..max characters (by default at least 1). */
export function text(max: number, min = 1): Check {
  return (value, pointer) => {
    if (typeof value !== 'string') return refuse(pointer, 'must be a string');
    if (value.length < min) return refuse(pointer, `must be more than ${min - 1} characters`);
    if (value.length > max) return refuse(pointer, `must be less than ${max + 1} characters`);
    return [];
  };
}

/** A finite number in min..max, whole if asked. */
export function number(rule: { min?: number; max?: number; whole?: boolean } = {}): Check {
  return (value, pointer) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return refuse(pointer, 'must be a number');
    if (rule.whole && !Number.isInteger(value)) return refuse(pointer, 'must be an integer');
    if (rule.min !== undefined && value < rule.min) return refuse(pointer, `must be at least ${rule.min}`);
    if (rule.max !== undefined && value > rule.max) return refuse(pointer, `must be at most ${rule.max}`);
    return [];
  };
}

export const boolean: Check = (value, pointer) =>
  typeof value === 'boolean' ? [] : refuse(pointer, 'must be a boolean');

/** Any value at all. */
export const anything: Check = () => [];

/** One of the given strings. */
export function oneOf(...allowed: readonly string[]): Check {
  return (value, pointer) =>
    typeof value === 'string' && allowed.includes(value)
      ? []
      : refuse(pointer, `must be one of: ${allowed.join(', ')}`);
}

/** A list of min..max items, each passing `item`. */
export function list(item: Check, max: number, min = 1): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return refuse(pointer, 'must be an array');
    if (value.length < min) return refuse(pointer, `no fewer than ${min} items allowed`);
    if (value.length > max) return refuse(pointer, `no more than ${max} items allowed`);
    return value.flatMap((entry, index) => item(entry, `${pointer}/${index}`));
  };
}

/** An object with exactly these fields; a name that ends in "?" is optional. `rule` sees objects whose fields are fine. */
export function object(
  fields: Readonly<Record<string, Check>>,
  rule?: (value: Json, pointer: string) => Finding[],
): Check {
  const known = new Map(
    Object.entries(fields).map(([name, check]) => [
      name.replace(/\?$/, ''),
      { check, required: !name.endsWith('?') },
    ]),
  );
  return (value, pointer) => {
    if (!isJson(value)) return refuse(pointer, 'must be an object');
    const findings = Object.keys(value)
      .filter((name) => !known.has(name))
      .flatMap((name) => refuse(pointer, `invalid additional property: ${name}`));
    for (const [name, { check, required }] of known) {
      if (value[name] !== undefined) findings.push(...check(value[name], `${pointer}/${name}`));
      else if (required) findings.push(...refuse(pointer, `missing required field: ${name}`));
    }
    return findings.length === 0 && rule ? rule(value, pointer) : findings;
  };
}

/** Picks the check by the value's `type`; anything else is an unsupported type. */
export function byType(checks: Readonly<Record<string, Check>>): Check {
  return (value, pointer) => {
    if (!isJson(value)) return refuse(pointer, 'must be an object');
    if (value.type === undefined) return refuse(pointer, 'missing required field: type');
    const type = String(value.type);
    const check = Object.hasOwn(checks, type) ? checks[type] : undefined;
    return check ? check(value, pointer) : refuse(`${pointer}/type`, `unsupported type: ${type}`);
  };
}

/** Both checks; the second only if the first found nothing. */
export function then(first: Check, second: Check): Check {
  return (value, pointer) => {
    const findings = first(value, pointer);
    return findings.length > 0 ? findings : second(value, pointer);
  };
}

/** Lists have at most one item with the same key; items without one are skipped. */
export function unique(key: (item: unknown) => unknown, what: string): Check {
  return (value, pointer) => {
    if (!Array.isArray(value)) return [];
    const seen = new Set<unknown>();
    return value.flatMap((item, index) => {
      const id = key(item);
      if (id === undefined) return [];
      if (seen.has(id)) return refuse(`${pointer}/${index}`, `\`${what}\` "${String(id)}" already exists`);
      seen.add(id);
      return [];
    });
  };
}
