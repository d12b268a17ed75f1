import fc from 'fast-check';
import { anyCharacter } from './any-character.js';

type Json = Record<string, unknown>;

export interface GeneratedRequest {
  method: string;
  /** With its query. */
  path: string;
  headers: Record<string, string>;
}

interface Parameter {
  name: string;
  schema: { enum?: string[]; type?: string; minimum?: number; maximum?: number };
  example?: string;
}

const windows = [
  'today',
  '7d',
  '90d',
  'lastmonth',
  '2026-10',
  '2026-11-12',
  '2026-11-01..2026-11-15',
  '2026-11-24T01:00:00Z,2026-11-24T03:00:00Z',
  '0d',
  '2026-13',
  '9999-01',
  '2026-11-15..2026-11-01',
];
const words = ['payments', 'nothing', 'namespace', 'label:team', 'pod,node', 'kube-*', '*', '!', ',', '%00'];
const text = fc.string({ unit: anyCharacter, maxLength: 40 });

/** Requests made of an OpenAPI document: some as it says, some broken in one place or in many. */
export function requestsFrom(document: Json): fc.Arbitrary<GeneratedRequest> {
  const paths = Object.entries(document.paths as Record<string, { get: { parameters: Parameter[] } }>);
  const valid = fc
    .constantFrom(...paths)
    .chain(([path, { get }]) => fc.record({ path: fc.constant(path), query: queryOf(get.parameters) }));
  const strange = fc.record({
    path: fc.oneof(
      text.map((name) => `/${encode(name)}`),
      fc.constantFrom(
        '/',
        '/api',
        '/api/v1',
        '/api/v1/../../etc/passwd',
        '/api/v1/cost/%2e%2e',
        '/api/v1/docs/x',
        '//',
      ),
    ),
    query: fc.array(fc.tuple(text, text), { maxLength: 3 }),
  });
  const method = fc.constantFrom(
    ...Array<string>(20).fill('GET'),
    'HEAD',
    'POST',
    'PUT',
    'DELETE',
    'OPTIONS',
  );
  const headers = fc.constantFrom<Record<string, string>>(
    {},
    {},
    {},
    { accept: 'text/csv' },
    { accept: 'image/png' },
    { accept: ';;,,q=' },
    { 'if-none-match': '*' },
    { 'if-none-match': 'W/"' },
    { authorization: 'Bearer x' },
    { 'accept-encoding': 'gzip;q=x, br' },
    { range: 'bytes=0-1' },
  );
  return fc
    .record({
      place: fc.oneof({ weight: 9, arbitrary: valid }, { weight: 1, arbitrary: strange }),
      method,
      headers,
    })
    .map(({ place, method, headers }) => ({ method, path: `${place.path}${written(place.query)}`, headers }));
}

function queryOf(parameters: readonly Parameter[]): fc.Arbitrary<[string, string][]> {
  const right = fc
    .subarray([...parameters], { maxLength: Math.min(4, parameters.length) })
    .chain((chosen) => fc.tuple(...chosen.map((one) => fc.tuple(fc.constant(one.name), anyValueOf(one)))));
  const odd = fc.array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(...parameters.map(({ name }) => name), 'namespace!', 'label:', 'windwo', 'top'),
        text,
      ),
      fc.oneof(fc.constantFrom(...words), text),
    ),
    { maxLength: 4 },
  );
  return fc.oneof({ weight: 3, arbitrary: right }, { weight: 1, arbitrary: odd }) as fc.Arbitrary<
    [string, string][]
  >;
}

function anyValueOf({ name, schema }: Parameter): fc.Arbitrary<string> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.type === 'integer')
    return fc.integer({ min: (schema.minimum ?? 1) - 1, max: (schema.maximum ?? 9) + 1 }).map(String);
  return name === 'window' ? fc.constantFrom(...windows) : fc.constantFrom(...words);
}

function written(query: readonly (readonly [string, string])[]): string {
  if (query.length === 0) return '';
  return `?${query.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')}`;
}

/** Half of a surrogate pair cannot be encoded. */
function encode(value: string): string {
  return encodeURIComponent(value.replace(/\p{Surrogate}/gu, '\ufffd'));
}
