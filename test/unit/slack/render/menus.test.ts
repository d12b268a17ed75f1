import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { renderDataTable } from '../../../../src/slack/render/data-table.js';
import { lineOfChoice, renderMenu } from '../../../../src/slack/render/menus.js';
import { hostileNames } from '../../../support/hostile-names.js';
import { complaintsOf } from '../../../support/message-check.js';
import { sampleTable } from '../documents.js';

type Rendered = ReturnType<typeof renderMenu>;

/** Every line that can be run, whether it is picked or pressed. */
function linesOf({ select, buttons }: Rendered): string[] {
  const groups = select?.option_groups?.flatMap(({ options }) => options) ?? select?.options ?? [];
  const picked = groups.map(({ value }) => lineOfChoice(select?.action_id ?? '', value ?? ''));
  return [...picked, ...buttons.map(({ value }) => value ?? '')];
}

describe('a list of command lines', () => {
  it('has what all begin with once, and the rest as the option', () => {
    const choices = ['pods 7d namespace=a', 'pods 7d namespace=b'].map((command) => ({
      label: command,
      command,
    }));
    const { select } = renderMenu({ label: 'Open …', choices }, 7);
    expect(select?.action_id).toBe('run:7:pods 7d ');
    expect(select?.options?.map(({ value }) => value)).toEqual(['namespace=a', 'namespace=b']);
  });

  it('makes a button of a line that does not fit', () => {
    const long = `pods namespace=${'x'.repeat(90)}`;
    const choices = ['pods namespace=a', long].map((command) => ({ label: command, command }));
    const { select, buttons } = renderMenu({ label: 'Open …', choices }, 0);
    expect(select?.options).toHaveLength(1);
    expect(buttons).toMatchObject([{ action_id: 'run:1', value: long }]);
  });

  it('runs each line as it was, whatever is in it, and is taken by Slack', () => {
    const word = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ maxLength: 120 }));
    const line = fc
      .array(word, { minLength: 1, maxLength: 4 })
      .map((words) => `pods ${words.map((one) => `namespace="${one}"`).join(' ')}`);
    fc.assert(
      fc.property(fc.uniqueArray(line, { minLength: 1, maxLength: 20 }), (commands) => {
        const choices = commands.map((command) => ({ label: command, command }));
        const menu = renderMenu({ label: 'Open …', choices }, 0);
        expect(linesOf(menu).sort()).toEqual([...commands].sort());
        const elements = [...(menu.select ? [menu.select] : []), ...menu.buttons];
        const blocks = [{ type: 'actions', elements }];
        expect(complaintsOf({ text: 'x', blocks }, 'native')).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });
});

describe('below a table', () => {
  it('every row that is shown can be opened, and the rows behind them asked for', () => {
    const paging = { from: 1, size: 20, command: 'namespaces top=20' };
    const [table, controls] = renderDataTable(sampleTable(300, { paging }), 9_000, 0);
    const rows = table?.rows.slice(1, -1) ?? [];
    const [select, next] = (controls?.elements ?? []) as unknown as [Rendered['select'], { value: string }];
    expect(rows.length).toBeGreaterThan(100);
    expect(linesOf({ select, buttons: [] })).toEqual(rows.map((_, index) => `pods namespace-${index}`));
    expect(next.value).toBe(`namespaces top=20 from=${rows.length + 1}`);
  });
});
