import { describe, expect, it } from '@jest/globals';
import { createPresses } from '../../../src/slack/actions/presses.js';

const press = (id: string, button = 'run:0', message = 'm') => ({ id, message, button });

describe('presses', () => {
  it('let a press act once, however often it is told', () => {
    const presses = createPresses();
    presses.begin(press('1'))?.end();
    expect(presses.begin(press('1'))).toBeNull();
    expect(presses.begin(press('2'))).not.toBeNull();
  });

  it('ignore the second half of a double click', () => {
    const presses = createPresses();
    const first = presses.begin(press('1'));
    expect(presses.begin(press('2'))).toBeNull();
    first?.end();
    expect(presses.begin(press('3'))).not.toBeNull();
  });

  it('show only what was pressed last on a message', () => {
    const presses = createPresses();
    const first = presses.begin(press('1', 'run:0'));
    const second = presses.begin(press('2', 'run:1'));
    const elsewhere = presses.begin(press('3', 'run:0', 'other'));
    expect([first, second, elsewhere].map((one) => one?.isLatest())).toEqual([false, true, true]);
  });

  it('forget what is long ago', () => {
    const presses = createPresses();
    for (let id = 0; id < 1_001; id += 1) presses.begin(press(String(id), 'run:0', String(id)))?.end();
    expect(presses.begin(press('0'))).not.toBeNull();
  });
});
