import type { types } from '@slack/bolt';
import type { Document, Section } from '../../reports/document.js';
import { countShown, type Level, type MessageBlock, type RenderedMessage } from './blocks.js';
import { renderButtons } from './buttons.js';
import { renderChart, renderPlainChart } from './charts.js';
import { cleanText, escapeMarks } from './clean-text.js';
import { cutEnd } from './cut-text.js';
import { renderDataTable } from './data-table.js';
import { renderItem } from './items.js';
import { limits } from './limits.js';
import { renderLines, saysItself, textOfLine } from './lines.js';
import { writePlainMessage } from './plain-message.js';
import { renderPlainTable } from './plain-table.js';
import { writeProgress } from './progress.js';
import { renderTrail } from './trail.js';

/** What is still free in a message while its parts are placed. */
interface Room {
  level: Level;
  characters: number;
  blocks: number;
  dataTables: number;
  charts: number;
  buttons: number;
}

/** Blocks that stand together or not at all; [] where there is nothing to show. */
type Part = (room: Room) => readonly MessageBlock[];

/** What is placed first when room is short: the table is cut first, then charts, then sentences. */
const ranks: Readonly<Record<Section['kind'], number>> = {
  actions: 1,
  trail: 1,
  progress: 2,
  note: 3,
  text: 4,
  items: 4,
  chart: 5,
  table: 6,
};

/** What stands below an answer and is no part of it. Room is kept for it before anything of the answer is placed. */
export interface Foot {
  blocks: readonly MessageBlock[];
  /** The same for a message without blocks, escaped; '' where there is nothing to say. */
  text: string;
}

const noFoot: Foot = { blocks: [], text: '' };

const leftOutText = 'Something was left out: the whole answer does not fit into one message.';

/**
 * Turns a document into a message that Slack accepts, whatever is in it: every limit is kept and no text is parsed.
 * `native` uses Slack's tables and charts, `plain` writes both in letters, `text` uses no blocks at all.
 */
export function renderDocument(
  document: Document,
  { level, foot = noFoot }: { level: Level; foot?: Foot },
): RenderedMessage {
  if (level === 'text') return { text: writePlainMessage(document, foot.text), blocks: [] };
  return { text: noticeOf(document), blocks: [...placeParts(document, level, foot), ...foot.blocks] };
}

/** What is read of a message where its blocks are not: notifications and screen readers. Escaped. */
export function noticeOf(document: Document): string {
  const summary = cleanText(document.summary) || cleanText(document.title) || 'Kubecent';
  return escapeMarks(cutEnd(summary, limits.summaryText));
}

function placeParts(document: Document, level: Level, foot: Foot): MessageBlock[] {
  const room: Room = {
    level,
    characters: limits.blockCharacters - leftOutText.length - countShown(foot.blocks),
    blocks: limits.blocks - 1 - foot.blocks.length,
    dataTables: limits.dataTables,
    charts: limits.charts,
    buttons: 0,
  };
  const parts = [
    { rank: 0, hasContent: true, part: header(document) },
    { rank: 0, hasContent: false, part: subtitle(document) },
    ...(saysItself(document)
      ? []
      : [
          {
            rank: 0,
            hasContent: false,
            part: lines([[cutEnd(cleanText(document.summary), limits.summaryText)]]),
          },
        ]),
    ...document.sections.flatMap((section) =>
      partsOf(section).map((part) => ({
        rank: ranks[section.kind],
        hasContent: hasContent(section),
        part,
      })),
    ),
  ].map((entry, place) => ({ ...entry, place }));
  let leftOut = false;
  const placed = [...parts]
    .sort((a, b) => a.rank - b.rank)
    .flatMap(({ place, hasContent, part }) => {
      const blocks = room.blocks > 0 ? part(room) : [];
      if (blocks.length === 0 || blocks.length > room.blocks || countShown(blocks) > room.characters) {
        leftOut ||= hasContent;
        return [];
      }
      room.blocks -= blocks.length;
      room.characters -= countShown(blocks);
      return [{ place, blocks }];
    });
  const blocks = placed.sort((a, b) => a.place - b.place).flatMap((one) => one.blocks);
  return leftOut ? [...blocks, context(leftOutText)] : blocks;
}

/** Items are a block each, any other section is one. */
function partsOf(section: Section): Part[] {
  if (section.kind !== 'items') return [partOf(section)];
  return section.items.map((item) => (room) => {
    const block = renderItem(item, room.buttons, room.characters);
    return numbered(room, orNone(block));
  });
}

function partOf(section: Exclude<Section, { kind: 'items' }>): Part {
  switch (section.kind) {
    case 'text':
      return lines(section.lines);
    case 'note':
      return (room) => {
        const text = section.lines
          .map(textOfLine)
          .filter((line) => line !== '')
          .join('\n');
        const fitting = cutEnd(text, Math.min(limits.contextText, room.characters));
        return fitting === '' ? [] : [context(fitting)];
      };
    case 'progress':
      return lines([[writeProgress(section)]]);
    case 'trail':
      return (room) => numbered(room, renderTrail(section, room.buttons));
    case 'actions':
      return (room) => numbered(room, orNone(renderButtons(section, room.buttons)));
    case 'chart':
      return (room) => {
        if (room.level !== 'native') return orNone(renderPlainChart(section, room.characters));
        if (room.charts === 0) return [];
        const blocks = orNone(renderChart(section, room.characters));
        room.charts -= blocks.length;
        return blocks;
      };
    case 'table':
      return (room) => {
        if (room.level !== 'native' || room.dataTables === 0)
          return numbered(room, renderPlainTable(section, room.characters, room.buttons));
        const blocks = renderDataTable(section, room.characters, room.buttons);
        room.dataTables -= blocks.length === 0 ? 0 : 1;
        return numbered(room, blocks);
      };
  }
}

/** So many ids of buttons and lists each block may use. */
const numbersPerBlock = 100;

/** The next block's buttons get numbers of their own. */
function numbered(room: Room, blocks: readonly MessageBlock[]): readonly MessageBlock[] {
  room.buttons += blocks.length === 0 ? 0 : numbersPerBlock;
  return blocks;
}

function orNone(block: MessageBlock | null): MessageBlock[] {
  return block === null ? [] : [block];
}

/** Whether something would be missed: an empty table or a chart of zeros is not. */
function hasContent(section: Section): boolean {
  if (section.kind === 'table') return section.rows.length > 0 && section.columns.length > 0;
  if (section.kind === 'chart') return section.series.some(({ values }) => values.some((value) => value > 0));
  if (section.kind === 'actions' || section.kind === 'trail') return false;
  if (section.kind === 'items') return section.items.length > 0;
  return section.kind === 'progress' || section.lines.some((line) => textOfLine(line) !== '');
}

function header(document: Document): Part {
  const text = cutEnd(cleanText(document.title) || 'Kubecent', limits.header);
  return () => [{ type: 'header', text: { type: 'plain_text', text, emoji: false } }];
}

function subtitle(document: Document): Part {
  const text = cutEnd(cleanText(document.subtitle), limits.subtitle);
  return () => (text === '' ? [] : [context(text)]);
}

function lines(content: Parameters<typeof renderLines>[0]): Part {
  return (room) => orNone(renderLines(content, Math.min(room.characters, limits.richText)));
}

/** Small print; plain text, because nothing in it is parsed. */
function context(text: string): types.ContextBlock {
  return { type: 'context', elements: [{ type: 'plain_text', text, emoji: false }] };
}
