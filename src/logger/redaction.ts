const redacted = '[redacted]';

/** Names of fields that never reach the log, in any spelling: response_url, responseUrl, x-api-key. */
const tellingName =
  /authorization|cookie|passw(or)?d|secret|tokens?$|response_?urls?$|api_?-?key|trigger_?id|^headers$|^private_?key$/i;

/** What looks like a secret wherever it stands in a line. */
const tellingText: readonly [RegExp, string][] = [
  [/\b(xox[a-z]|xapp|xoxe\.xox[a-z])-[\w.%-]+/g, redacted],
  [/\b([Bb]earer|[Bb]asic)\s+(?=[\w.~+/=-]*[A-Z\d])[\w.~+/=-]{6,}/g, `$1 ${redacted}`],
  [/([a-z][a-z\d+.-]*:\/\/)[^\s/"'\\@]+@/gi, `$1${redacted}@`],
  [/(https?:\/\/hooks\.[^\s/"'\\]+\/)[^\s"'\\]+/gi, `$1${redacted}`],
  // what Slack's library quotes in the middle of a text when it logs everything
  [/(\b(?:response_url|trigger_id|ticket)["'\\:=]{1,12})[^\s"'\\&,}]+/g, `$1${redacted}`],
];

const maxDepth = 8;
const maxItems = 100;
/** A shorter text would strike out half of the log with it. */
const minSecretLength = 4;

/** A copy of the facts of a log line, without anything whose name tells that it is secret. */
export function cleanFacts(facts: Record<string, unknown>): Record<string, unknown> {
  return cleanEntries(facts, 0);
}

/** Returns what strikes out, of a finished line, all that looks like a secret and every one of `secrets`. */
export function strikeOut(secrets: readonly string[]): (line: string) => string {
  const exact = secrets
    .filter((secret) => secret.length >= minSecretLength)
    .map((secret) => JSON.stringify(secret).slice(1, -1))
    .sort((a, b) => b.length - a.length);
  return (line) => {
    let clean = line;
    for (const secret of exact) clean = clean.replaceAll(secret, redacted);
    for (const [pattern, instead] of tellingText) clean = clean.replace(pattern, instead);
    return clean;
  };
}

function cleanEntries(value: object, depth: number): Record<string, unknown> {
  const entries = Object.entries(value).slice(0, maxItems);
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, tellingName.test(name) ? redacted : cleanValue(inner, depth + 1)]),
  );
}

/** Plain JSON of any value; depth ends cycles. */
export function cleanValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  if (depth > maxDepth) return '[too deep]';
  if (value instanceof Error) return cleanError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return value.href;
  if (ArrayBuffer.isView(value)) return '[bytes]';
  if (Array.isArray(value)) return value.slice(0, maxItems).map((inner) => cleanValue(inner, depth + 1));
  return cleanEntries(value, depth);
}

/** What an error may say: never the request, its headers or the answer that libraries hang on their errors. */
function cleanError(error: Error, depth: number): Record<string, unknown> {
  const facts: Record<string, unknown> = { type: error.name, message: error.message };
  if ('code' in error && isPlain(error.code)) facts.code = error.code;
  if ('statusCode' in error && isPlain(error.statusCode)) facts.statusCode = error.statusCode;
  if (error.stack !== undefined) facts.stack = error.stack;
  if (error.cause !== undefined) facts.cause = cleanValue(error.cause, depth + 1);
  if (error instanceof AggregateError) facts.errors = cleanValue(error.errors, depth + 1);
  return facts;
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number';
}
