import { describe, expect, it } from '@jest/globals';
import { readMemory, writeMemory } from '../../../src/slack/views/question-memory.js';

const target = { responseUrl: 'https://hooks/1', workspace: 'T1', channel: 'C1', user: 'U1', replaces: true };

describe('what a form about a line remembers', () => {
  it('is read by the one who opened it, in the same workspace', () => {
    const text = writeMemory({ line: 'pods "a b" 7d', target });
    expect(readMemory(text, { user: 'U1', workspace: 'T1' })).toEqual({ line: 'pods "a b" 7d', target });
    expect(readMemory(text, { user: 'U2', workspace: 'T1' })).toBeNull();
    expect(readMemory(text, { user: 'U1', workspace: 'T2' })).toBeNull();
  });

  it.each(['', 'null', '{}', '{"line":1,"target":{}}', '[]'])('is not made of %j', (text) => {
    expect(readMemory(text, { user: 'U1', workspace: 'T1' })).toBeNull();
  });

  it('holds no line that would be too long for Slack', () => {
    expect(() => writeMemory({ line: '"'.repeat(1_900), target })).toThrow('too long for a form');
  });
});
