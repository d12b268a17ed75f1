import { expect, it } from '@jest/globals';
import { typedLine } from '../../../src/slack/events/typed-line.js';

it.each([
  ['<@UBOT> savings payments', 'savings payments'],
  ['<@UBOT|kubecent>   namespaces\n30d', 'namespaces 30d'],
  ['hey <@UBOT>, pods', 'pods'],
  ['<@UBOT>: pods', 'pods'],
  ['savings <@UBOT>', 'savings'],
  ['<@UBOT>', ''],
  ['', ''],
  ['help', 'help'],
  ['<@UBOT> `pods payments`', 'pods payments'],
  ['<@UBOT> pods <http://a.b.example|a.b.example> label:a!=&lt;&amp;&gt;', 'pods a.b.example label:a!=<&>'],
  ['<@UOTHER> <@UBOT> pods in <#C1|general>', 'pods in general'],
  ['<@UBOT> pods <@UOTHER>', 'pods @UOTHER'],
])('the line in %j is %j', (text, line) => {
  expect(typedLine(text, 'UBOT')).toBe(line);
});

it('a mention of somebody else is no mention of the bot', () => {
  expect(typedLine('<@UOTHER> pods', 'UBOT')).toBe('@UOTHER pods');
  expect(typedLine('<@UBOT> pods', null)).toBe('@UBOT pods');
});

it('a long text of brackets is read in no time', () => {
  const started = performance.now();
  expect(typedLine('<@'.repeat(20_000), 'UBOT')).toBe('<@'.repeat(20_000));
  expect(performance.now() - started).toBeLessThan(1_000);
});
