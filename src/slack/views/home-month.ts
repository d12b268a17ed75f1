import type { Action, Line } from '../../reports/document.js';
import { showMoney } from '../../reports/figures.js';
import type { GlanceRow } from '../../reports/month-glance.js';
import { renderButtons } from '../render/buttons.js';
import { renderLines } from '../render/lines.js';
import { dayBars } from './day-bars.js';
import { dayChartWords } from './day-chart.js';
import { type HomeBlock, header } from './home-blocks.js';
import type { Board } from './home-board.js';

const characters = 3_000;

/** This month: its figures, its days, what costs most, what could be saved. Pure. */
export function homeMonth({ facts, monthOfMs, fileId }: Board): HomeBlock[] {
  const { month, savings } = facts;
  const age: Line[] =
    monthOfMs === null
      ? []
      : [['Figures of ', { dateMs: monthOfMs, style: 'date-time' }, '; they could not be read since.']];
  const lines = month && month.lines.length > 0 ? month.lines : [['No figures of this month are known yet.']];
  const blocks: HomeBlock[] = [header('This month'), ...text([...lines, ...age])];
  if (month?.days) {
    const bars = fileId === null ? dayBars(month.days) : null;
    if (fileId !== null)
      blocks.push({
        type: 'image',
        block_id: 'home-days',
        slack_file: { id: fileId },
        alt_text: dayChartWords(month.days),
      });
    else if (bars) blocks.push(...text([[`Cost by day, ${month.days.name}`]]), bars);
  }
  if (month) blocks.push(...list('Highest cost', month.namespaces, month.currency, () => '', 0));
  if (savings)
    blocks.push(
      ...list(
        'To save first, a month',
        savings.rows,
        savings.currency,
        ({ figure }) => (figure === 'can_go_now' ? ' · can go now' : ' · frees capacity'),
        50,
      ),
    );
  return blocks;
}

/** One line for each, and a button that opens it. */
function list<Row extends GlanceRow>(
  title: string,
  rows: readonly Row[],
  currency: string,
  more: (row: Row) => string,
  firstButton: number,
): HomeBlock[] {
  if (rows.length === 0) return [];
  const lines = rows.map(
    (row): Line => [{ text: row.name, style: 'name' }, `  ${showMoney(row.total, currency)}${more(row)}`],
  );
  const actions = rows.flatMap(({ name, command }): Action[] =>
    command === null ? [] : [{ label: name, command }],
  );
  const buttons = renderButtons({ kind: 'actions', actions }, firstButton);
  return [...text([[{ text: title, style: 'bold' }], ...lines]), ...(buttons ? [buttons] : [])];
}

function text(lines: readonly Line[]): HomeBlock[] {
  const block = renderLines(lines, characters);
  return block ? [block] : [];
}
