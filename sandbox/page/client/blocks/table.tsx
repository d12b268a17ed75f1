import { type Json, record, records } from '../json.js';
import { Cell } from './cell.js';

/** A plain table; its first row is the head. */
export function Table({ block }: { block: Json }) {
  const [head = [], ...body] = Array.isArray(block.rows) ? block.rows.map(records) : [];
  const settings = Array.isArray(block.column_settings) ? block.column_settings : [];
  const look = (column: number) => columnClass(settings[column]);
  return (
    <div class="table-scroll">
      <table>
        <thead>
          <tr>
            {head.map((cell, column) => (
              <th key={column} class={look(column)}>
                <Cell cell={cell} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, index) => (
            <tr key={index}>
              {row.map((cell, column) => (
                <td key={column} class={look(column)}>
                  <Cell cell={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** A setting may be null: that column keeps the defaults. */
function columnClass(setting: unknown): string {
  const { align, is_wrapped: wrapped } = record(setting);
  const side = align === 'right' || align === 'center' ? `align-${align}` : '';
  return `${side} ${wrapped === true ? 'wrapped' : ''}`.trim();
}
