import { readFileSync } from 'node:fs';

export type Fields = Record<string, unknown>;

/** A verbatim answer of a real server. */
export function realAnswer(name: string): unknown {
  return JSON.parse(readFileSync(`test/fixtures/opencost-real/answers/${name}.json`, 'utf8'));
}

export interface Wrapped {
  request: string;
  status: number;
  contentType: string | null;
  body: string;
}

/** A verbatim small answer of a real server with its request and status. */
export function realWrapped(name: string): Wrapped {
  return JSON.parse(readFileSync(`test/fixtures/opencost-real/wrapped/${name}.json`, 'utf8'));
}

/** The sets of an /allocation answer. */
export function setsOf(answer: unknown): (Record<string, Fields> | null)[] {
  return (answer as { data: (Record<string, Fields> | null)[] }).data;
}

/** The first set of an /allocation answer. */
export function setOf(answer: unknown): Record<string, Fields> {
  const [set] = setsOf(answer);
  if (!set) throw new Error('no set');
  return set;
}

/** Names of the fields in order with the JSON type of each, nested objects included where `deep` names them. */
export function shapeOf(fields: Fields, deep: readonly string[]): string[] {
  return Object.entries(fields).map(([name, value]) => {
    if (deep.includes(name) && value !== null) return `${name}{${Object.keys(value as Fields).join(',')}}`;
    return `${name}:${value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value}`;
  });
}

/** GET as text. */
export async function read(url: string): Promise<string> {
  return (await fetch(url)).text();
}

/** GET as JSON. */
export async function readJson(url: string): Promise<unknown> {
  return JSON.parse(await read(url));
}

/** "window=…" for whole UTC days, end excluded. */
export function windowOf(from: string, to: string): string {
  return `window=${from}T00:00:00Z,${to}T00:00:00Z`;
}
