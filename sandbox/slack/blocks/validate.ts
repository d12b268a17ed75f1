import { LIMITS } from '../limits.js';
import { byType, type Finding, isJson, type Json, list, refuse, unique } from './check.js';
import { BLOCKS, type Surface } from './index.js';
import { cellCharacters, textLength } from './table-cell.js';

const uniqueBlockIds = unique((block) => (isJson(block) ? block.block_id : undefined), 'block_id');

/**
 * What Slack would find wrong with a list of blocks on a surface; empty: it takes them.
 * `refuseDataBlocks`: every block whose type begins with `data_` is of an unsupported type. `mayShow`: whether there is
 * such a picture; absent: nobody looks.
 */
export function validateBlocks(
  blocks: unknown,
  surface: Surface,
  options: { refuseDataBlocks?: boolean; pointer?: string; mayShow?: (slackFile: Json) => boolean } = {},
): Finding[] {
  const pointer = options.pointer ?? '/blocks';
  const known = Object.entries(BLOCKS)
    .filter(
      ([type, block]) => block.surfaces.includes(surface) && !(options.refuseDataBlocks && isData(type)),
    )
    .map(([type, block]) => [type, block.check] as const);
  const max = surface === 'message' ? LIMITS.message.blocks : LIMITS.view.blocks;
  const findings = list(byType(Object.fromEntries(known)), max, 0)(blocks, pointer);
  if (findings.length > 0 || !Array.isArray(blocks)) return findings;
  const { mayShow = () => true } = options;
  return [
    ...uniqueBlockIds(blocks, pointer),
    ...sums(blocks, pointer),
    ...pictures(blocks, pointer, mayShow),
  ];
}

/** Every `slack_file`, however deep, that may not be shown. */
function pictures(value: unknown, pointer: string, mayShow: (slackFile: Json) => boolean): Finding[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inside]) => {
    const at = `${pointer}/${name}`;
    if (name !== 'slack_file' || !isJson(inside)) return pictures(inside, at, mayShow);
    return mayShow(inside) ? [] : refuse(at, 'invalid slack file');
  });
}

function isData(type: string): boolean {
  return type.startsWith('data_');
}

/** The rules that count over several blocks. */
function sums(blocks: readonly Json[], pointer: string): Finding[] {
  const { message } = LIMITS;
  const of = (type: string) => blocks.filter((block) => block.type === type);
  const characters = (type: string) => of(type).reduce((sum, block) => sum + cellCharacters(block.rows), 0);
  const markdown = of('markdown').reduce((sum, block) => sum + String(block.text).length, 0);
  const findings: Finding[] = [];
  if (of('table').length > message.tables) findings.push(...refuse(pointer, 'only_one_table_allowed'));
  if (of('data_visualization').length > message.dataVisualizations)
    findings.push(
      ...refuse(pointer, `no more than ${message.dataVisualizations} data_visualization blocks allowed`),
    );
  const tooLong = (sum: number, max: number, what: string) => {
    if (sum > max)
      findings.push(...refuse(pointer, `${what} must be less than ${max + 1} characters in total`));
  };
  tooLong(markdown, message.markdownSum, 'markdown blocks');
  tooLong(characters('table'), message.tableSum, 'table cells');
  tooLong(characters('data_table'), message.dataTableSum, 'data_table cells');
  return findings;
}

/** Blocks whose own limits stand instead of the sum that chat.postMessage checks. */
const NOT_SUMMED = new Set(['table', 'data_table', 'data_visualization', 'markdown']);

/** Characters of all block texts that chat.postMessage adds up (msg_blocks_too_long). */
export function blockTextSum(blocks: readonly Json[]): number {
  return textLength(blocks.filter((block) => !NOT_SUMMED.has(String(block.type))));
}
