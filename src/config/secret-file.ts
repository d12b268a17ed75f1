import type { Findings } from './problems.js';

/** The text of a file; throws an error with a `code`, such as ENOENT, when it cannot be read. */
export type ReadFile = (path: string) => string;

/** The system's short code of a failure ("ENOENT"); "unreadable" where it has none. */
export function failureCode(error: unknown): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  return typeof code === 'string' ? code : 'unreadable';
}

/**
 * A value that may be given directly or as the path of a file. Surrounding blanks and the last line feed are dropped;
 * an empty value counts as not given. Both ways at once, an unreadable file and an empty file are problems, and yield undefined.
 */
export function readSecret(
  given: { name: string; value: string | undefined; fileName: string; path: string | undefined },
  readFile: ReadFile,
  findings: Findings,
): string | undefined {
  const value = given.value?.trim() || undefined;
  const path = given.path?.trim() || undefined;
  if (path === undefined) return value;
  if (value !== undefined) {
    findings.problems.push(`${given.name} and ${given.fileName} are both given: keep one of them`);
    return undefined;
  }
  try {
    const text = readFile(path).trim();
    if (text !== '') return text;
    findings.problems.push(`${given.fileName} names a file that is empty`);
  } catch (error) {
    findings.problems.push(`${given.fileName} names a file that cannot be read (${failureCode(error)})`);
  }
  return undefined;
}
