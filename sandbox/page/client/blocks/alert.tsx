import { type Json, record, string } from '../json.js';
import { TextObject } from '../text/text-object.js';

const SIGNS: Readonly<Record<string, string>> = { info: 'ℹ', warning: '⚠', error: '✖', success: '✔' };

/** A coloured line; its level is also said by a sign. */
export function Alert({ block }: { block: Json }) {
  const level = string(block.level);
  const sign = SIGNS[level];
  return (
    <div class={`alert ${sign === undefined ? '' : `alert-${level}`}`} role="note">
      {sign !== undefined && (
        <span class="alert-sign" role="img" aria-label={level}>
          {sign}
        </span>
      )}
      <TextObject text={record(block.text)} />
    </div>
  );
}
