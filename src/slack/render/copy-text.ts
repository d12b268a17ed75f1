import type { types } from '@slack/bolt';
import type { Document, Section } from '../../reports/document.js';
import type { Level, RenderedMessage } from './blocks.js';
import { cleanText, escapeText } from './clean-text.js';
import { cutEnd } from './cut-text.js';
import { noticeOf } from './document.js';
import { limits } from './limits.js';
import { saysItself, textOfLine } from './lines.js';
import { writeTable } from './plain-table.js';
import { writeProgress } from './progress.js';

/** An answer as plain lines in a block of code, to be marked and copied; charts are left out, tables cut to fit. */
export function renderCopy(document: Document, level: Level): RenderedMessage {
  const max = level === 'text' ? Math.floor(limits.plainMessage / 2) : limits.richText;
  return renderCode(writeCopy(document, max), { notice: noticeOf(document), level });
}

/**
 * A text in a block of code; where no blocks are taken, between fences. `above` stands before it; `notice` says, escaped,
 * what it is where blocks are not read.
 */
export function renderCode(
  text: string,
  { notice, above = '', level }: { notice: string; above?: string; level: Level },
): RenderedMessage {
  if (level !== 'text') {
    const sentence = textElement(above);
    const code = textElement(text);
    const elements: types.RichTextBlockElement[] = [
      ...(sentence.length === 0 ? [] : [{ type: 'rich_text_section' as const, elements: sentence }]),
      ...(code.length === 0 ? [] : [{ type: 'rich_text_preformatted' as const, elements: code }]),
    ];
    return { text: notice, blocks: elements.length === 0 ? [] : [{ type: 'rich_text', elements }] };
  }
  const room = Math.max(0, limits.plainMessage - notice.length - 10);
  // escaping makes at most five characters of one
  const cut = text.length * 5 <= room ? text : cutEnd(text, Math.floor(room / 5));
  return { text: `${notice}\n\`\`\`\n${escapeText(cut.replaceAll('`', "'"))}\n\`\`\``, blocks: [] };
}

function textElement(text: string): types.RichTextText[] {
  return text === '' ? [] : [{ type: 'text', text }];
}

/** Words first, tables with what room they leave. */
function writeCopy(document: Document, max: number): string {
  const head = [document.title, document.subtitle, ...(saysItself(document) ? [] : [document.summary])].map(
    cleanText,
  );
  const words = document.sections.map(wordsOf);
  let room = max - [...head, ...words.flat()].reduce((sum, line) => sum + line.length + 1, 0);
  const body = document.sections.flatMap((section, at) => {
    if (section.kind !== 'table') return words[at] ?? [];
    const table = writeTable(section, room) ?? [];
    room -= table.reduce((sum, line) => sum + line.length + 1, 0);
    return table.length === 0 ? [] : ['', ...table, ''];
  });
  return cutEnd([...head.filter((line) => line !== ''), '', ...body].join('\n').trim(), max);
}

function wordsOf(section: Section): string[] {
  if (section.kind === 'text' || section.kind === 'note')
    return section.lines.map(textOfLine).filter((line) => line !== '');
  return section.kind === 'progress' ? [writeProgress(section)] : [];
}
