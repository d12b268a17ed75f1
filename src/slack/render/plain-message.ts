import type { Document, Section } from '../../reports/document.js';
import { cleanText, escapeMarks, escapeText } from './clean-text.js';
import { cutEnd } from './cut-text.js';
import { limits } from './limits.js';
import { saysItself, textOfLine } from './lines.js';
import { writeTable } from './plain-table.js';
import { writeProgress } from './progress.js';
import { writeTrail } from './trail.js';

/** A line of the message, escaped already. */
type Written = string;

/**
 * The whole answer as one text, for where every block is refused, and a foot that is escaped already below it.
 * Escaped; at most `limits.plainMessage` long.
 */
export function writePlainMessage(document: Document, foot = ''): string {
  const title = cleanText(document.title) || 'Kubecent';
  const summary = saysItself(document) ? '' : cleanText(document.summary);
  const head = [title, cleanText(document.subtitle), summary];
  const written = head.filter((text) => text !== '').map(writeLine);
  const sections = document.sections.map((section) => ({ section, lines: writeSection(section) }));
  const below = foot === '' ? [] : [foot];
  let room = limits.plainMessage - lengthOf([...written, ...below]);
  const fitting = sections.map(({ section, lines }) => {
    const kept = keepWithin(lines, room);
    room -= lengthOf(kept);
    return { section, kept };
  });
  const all = fitting.flatMap(({ section, kept }) => {
    if (section.kind !== 'table') return kept;
    const table = writeFenced(section, room);
    room -= lengthOf(table);
    return table;
  });
  return [...written, ...all, ...below].join('\n');
}

function writeSection(section: Section): Written[] {
  switch (section.kind) {
    case 'text':
    case 'note':
      return section.lines
        .map(textOfLine)
        .filter((text) => text !== '')
        .map(writeLine);
    case 'items':
      return section.items
        .map(({ line }) => textOfLine(line))
        .filter((text) => text !== '')
        .map(writeLine);
    case 'progress':
      return [writeLine(writeProgress(section))];
    case 'trail':
      return [writeLine(writeTrail(section))];
    case 'actions': {
      const commands = section.actions
        .filter(({ form, url }) => form === undefined && url === undefined)
        .map((action) => cleanText(action.command))
        .filter((text) => text !== '');
      return commands.length === 0 ? [] : [writeLine(`Next: ${commands.join(' · ')}`)];
    }
    case 'chart':
    case 'table':
      return [];
  }
}

/** At most `limits.summaryText` long after escaping, which makes "&" five characters of one. */
function writeLine(text: string): Written {
  const max = limits.summaryText;
  const escaped = escapeMarks(cutEnd(text, max));
  return escaped.length <= max ? escaped : escapeMarks(cutEnd(text, Math.floor(max / '&amp;'.length)));
}

/** Between fences nothing is formatted; a fence within would end them. */
function writeFenced(table: Extract<Section, { kind: 'table' }>, room: number): Written[] {
  const lines = writeTable(table, Math.floor(room / 2));
  if (lines === null) return [];
  const text = escapeText(lines.join('\n').replaceAll('`', "'"));
  const fenced = ['```', text, '```'];
  return lengthOf(fenced) <= room ? fenced : [];
}

function keepWithin(lines: readonly Written[], room: number): Written[] {
  let left = room;
  return lines.filter((line) => {
    left -= line.length + 1;
    return left >= 0;
  });
}

/** With the line break behind each line. */
function lengthOf(lines: readonly Written[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0);
}
