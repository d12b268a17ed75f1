import { expect, it } from '@jest/globals';
import { mentioned } from '../../../sandbox/page/mention.js';

it.each([
  ['@kubecent help', '<@U1> help'],
  ['what about it, @Kubecent?', 'what about it, <@U1>?'],
  ['mail@kubecent.example and @kubecents', 'mail@kubecent.example and @kubecents'],
  ['a < b & <@U9>', 'a &lt; b &amp; &lt;@U9&gt;'],
])('reads "%s"', (typed, sent) => {
  expect(mentioned(typed, 'U1')).toBe(sent);
});
