import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesBelow, projectFolder, textOf } from './source-files.js';

/** The pages for people: those at the top, those of docs/, and the sandbox's own. */
export const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...filesBelow('docs', /\.md$/),
  ...filesBelow('sandbox', /\.md$/),
];

export function isFile(path: string): boolean {
  return existsSync(join(projectFolder, path));
}

/** The headings of a page, in order; fenced code is not searched. */
export function headingsOf(path: string): string[] {
  return [...withoutCode(textOf(path)).matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = '']) => heading.trim());
}

/** What a heading is called behind the # of a link. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** The text under a heading, up to the next one of the same or a higher level. Throws where there is no such heading. */
export function sectionOf(path: string, heading: string): string {
  const lines = textOf(path).split('\n');
  const start = lines.findIndex((line) => /^#+ /.test(line) && line.replace(/^#+ /, '') === heading);
  if (start < 0) throw new Error(`${path} has no heading “${heading}”`);
  const level = /^#+/.exec(lines[start] ?? '')?.[0].length ?? 0;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => new RegExp(`^#{1,${level}} `).test(line));
  return rest.slice(0, end < 0 ? rest.length : end).join('\n');
}

/** The cells of all table rows of a text, without the heads and the lines below them. */
export function tableRows(text: string): string[][] {
  const lines = text.split('\n');
  return lines
    .filter((line, index) => line.startsWith('|') && !isRule(line) && !isRule(lines[index + 1] ?? ''))
    .map((line) =>
      line
        .slice(1, line.lastIndexOf('|'))
        .split(/(?<!\\)\|/)
        .map((cell) => cell.trim()),
    );
}

/** What stands between single backticks. */
export function codeIn(text: string): string[] {
  return [...withoutCode(text).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

/** The fenced code of a text; of one language where that is given. */
export function fencedIn(text: string, language = ''): string[] {
  return [...text.matchAll(/^( *)```(\w*)\n([\s\S]*?)^\1```$/gm)]
    .filter(([, , name]) => language === '' || name === language)
    .map(([, indent = '', , code = '']) => code.replaceAll(new RegExp(`^${indent}`, 'gm'), ''));
}

function withoutCode(text: string): string {
  return text.replace(/^( *)```[\s\S]*?^\1```$/gm, '');
}

function isRule(line: string): boolean {
  return /^\|[\s|:-]+\|$/.test(line);
}
