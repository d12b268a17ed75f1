import { describe, expect, it } from '@jest/globals';
import { savingKinds } from '../../../../src/cost/savings/index.js';
import { filesBelow, textOf } from '../../../support/source-files.js';

describe('kinds of savings', () => {
  it('are one file each, all of them in the list, each named as its file', () => {
    const files = filesBelow('src/cost/savings', /\.ts$/)
      .filter((path) => /^export const \w+: SavingKind = /m.test(textOf(path)))
      .map((path) => path.slice('src/cost/savings/'.length, -'.ts'.length));
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(savingKinds.map(({ name }) => name).sort()).toEqual(files.sort());
  });
});
