import { X509Certificate } from 'node:crypto';
import * as z from 'zod';

const dayMs = 86_400_000;
const currencies = new Set(Intl.supportedValuesOf('currency'));

/** A currency's ISO 4217 code, in capitals. */
export const currencyCode = z
  .string()
  .toUpperCase()
  .refine((code) => currencies.has(code), 'must be an ISO 4217 currency code, such as USD or EUR');

/** An http or https address without query, fragment and credentials; comes out without slashes at its end. */
export function httpUrl(whereCredentialsGo: string) {
  return z
    .string()
    .superRefine((text, context) => {
      const message = whatIsWrongWithUrl(text, whereCredentialsGo);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .transform((text) => text.replace(/\/+$/, ''));
}

function whatIsWrongWithUrl(text: string, whereCredentialsGo: string): string | null {
  if (!/^https?:\/\//i.test(text)) return 'must begin with http:// or https://';
  if (!URL.canParse(text)) return 'is not an address';
  const url = new URL(text);
  if (url.username !== '' || url.password !== '')
    return `must not hold a user or password${whereCredentialsGo}`;
  if (text.includes('?')) return 'must not have a query (nothing from the ? on)';
  if (text.includes('#')) return 'must not have a fragment (nothing from the # on)';
  return null;
}

/** The address of a server with one of two schemes; may hold a user and a password, percent-encoded. */
export function serverUrl([first, second]: readonly [string, string]) {
  return z.string().superRefine((text, context) => {
    const message = whatIsWrongWithServer(text, [first, second]);
    if (message !== null) context.addIssue({ code: 'custom', message });
  });
}

function whatIsWrongWithServer(text: string, [first, second]: readonly [string, string]): string | null {
  const scheme = /^([a-z]+):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme !== first && scheme !== second) return `must begin with ${first}:// or ${second}://`;
  if (!URL.canParse(text)) return 'is not an address';
  const { username, password } = new URL(text);
  return [username, password].every(canDecode)
    ? null
    : 'has a % in its user or password that is not percent-encoded: write it as %25';
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** A day such as 2026-10-31, as its end in UTC, in milliseconds. */
export const lastDay = z.string('must be a day, such as 2026-10-31').transform((text, context): number => {
  const startMs = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : Number.NaN;
  // Date.parse takes the 30th of February for the 2nd of March
  if (!Number.isNaN(startMs) && new Date(startMs).toISOString().startsWith(text)) return startMs + dayMs;
  context.addIssue({ code: 'custom', message: 'must be a day, such as 2026-10-31' });
  return z.NEVER;
});

export interface Header {
  name: string;
  value: string;
}

const headerMessage = 'must read "Name: value", on one line';
// biome-ignore lint/suspicious/noControlCharactersInRegex: a header may hold a tab and no other control character
const headerPattern = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*([^\x00-\x08\x0a-\x1f\x7f]+)$/;

/** "Name: value" of an HTTP header. */
export const headerLine = z
  .string()
  .regex(headerPattern, headerMessage)
  .transform((line): Header => {
    const [, name = '', value = ''] = headerPattern.exec(line) ?? [];
    return { name, value: value.trim() };
  });

const certificatePattern = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/** True for text that holds at least one certificate in PEM, all of them readable. */
export function isCertificates(text: string): boolean {
  const blocks = text.match(certificatePattern) ?? [];
  try {
    for (const block of blocks) new X509Certificate(block);
  } catch {
    return false;
  }
  return blocks.length > 0;
}
