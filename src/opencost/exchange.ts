import type { Readable } from 'node:stream';

/** What is known of one answer before its body is read. */
export interface AnswerHead {
  status: number;
  contentType: string;
  /** Where a redirect points, else ''. */
  location: string;
}

/** Details of a failed exchange for the log: no headers that were sent, secrets blotted out. */
export class ExchangeDetails extends Error {
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(message: string, facts: Readonly<Record<string, string | number>>) {
    super(message);
    this.name = 'ExchangeDetails';
    this.facts = facts;
  }
}

const longestExcerpt = 2_000;
const longestQuote = 500;

/** Head and beginning of the body as a cause for an error. `blot` takes secrets out of a text. */
export function describeAnswer(
  head: AnswerHead,
  body: string,
  blot: (text: string) => string,
): ExchangeDetails {
  const excerpt = blot(body).slice(0, longestExcerpt);
  const contentType = blot(head.contentType);
  return new ExchangeDetails(`status ${head.status}, ${contentType}: ${excerpt.slice(0, longestQuote)}`, {
    status: head.status,
    contentType,
    ...(head.location === '' ? {} : { location: blot(withoutQuery(head.location)) }),
    body: excerpt,
  });
}

/** What Node says about a broken connection, without the request that hangs on axios' errors. */
export function describeFault(fault: unknown, blot: (text: string) => string): ExchangeDetails {
  const { message, code } = fault as { message?: unknown; code?: unknown };
  const facts = typeof code === 'string' ? { code } : {};
  const said = blot(String(message ?? fault));
  return new ExchangeDetails(facts.code === undefined ? said : `${facts.code}: ${said}`, facts);
}

/** A login address carries state that is nobody's business. */
function withoutQuery(location: string): string {
  return location.split(/[?#]/, 1)[0] ?? '';
}

/** The first `maxBytes` of a body as text; the rest is not read and the connection is closed. */
export async function readText(body: Readable, maxBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    parts.push(chunk as Uint8Array);
    bytes += (chunk as Uint8Array).length;
    if (bytes >= maxBytes) break;
  }
  return Buffer.concat(parts).toString('utf8', 0, maxBytes);
}
