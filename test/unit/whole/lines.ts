import fc from 'fast-check';
import { reports } from '../../../src/reports/index.js';
import { hostileNames } from '../../support/hostile-names.js';

const commands = reports.flatMap(({ name, aliases, shortWords = {} }) => [
  name,
  ...aliases,
  ...Object.keys(shortWords),
]);

const command = fc.tuple(fc.constantFrom(...commands), fc.nat(9), fc.nat(12)).map(([word, how, at]) => {
  if (how === 0) return word.toUpperCase();
  if (how === 1) return word.slice(0, Math.max(2, at));
  if (how === 2) return word.slice(0, at) + word.slice(at + 1);
  if (how === 3) return word.endsWith('s') ? word.slice(0, -1) : `${word}s`;
  return word;
});

const goodWindow = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.constantFrom(
      'today',
      'yesterday',
      'week',
      'lastweek',
      '1d',
      '3d',
      '7d',
      '14D',
      '2w',
      'month',
      '2026-11-12',
      '2026-11-13..2026-11-19',
      '2026-11-01,2026-11-08',
      '2026-11-20T06:00:00Z,2026-11-20T18:00:00Z',
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('lastmonth', '2026-10', '2026-09', '30d', '45d', '2026-10-29..2026-11-02'),
  },
);

const window = fc.oneof(
  { weight: 3, arbitrary: goodWindow },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '0d',
      '10000d',
      '24h',
      '7days',
      '-3d',
      '2026-02-30',
      '2026-13',
      '2031-01-01',
      '2026-11-19..2026-11-13',
      '2026-11-13..',
      '2026-11-20T06:00:00.000Z,2026-11-20T18:00:00+02:00',
      '12.11.2026',
      '99999999999999d',
    ),
  },
);

const name = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.constantFrom(
      'payments',
      'shop',
      'Payments',
      'paymnets',
      'prod',
      'prod-eu',
      'staging',
      'api',
      'web-1',
      'node-a',
      'pay',
      'team-00001',
      'nobody',
    ),
  },
  { weight: 2, arbitrary: fc.constantFrom('*', 'pay*', '*a*', '**', 'x*y*z', '') },
  { weight: 2, arbitrary: fc.constantFrom(...hostileNames) },
);

const values = fc.tuple(fc.array(name, { minLength: 1, maxLength: 3 }), fc.nat(6)).map(([names, how]) => {
  const list = names.join(',');
  if (how === 0) return `"${list}"`;
  if (how === 1) return `\u201c${list}\u201d`;
  if (how === 2) return `\u00ab${names.join(', ')}\u00bb`;
  return list;
});

const key = fc.constantFrom(
  'namespace',
  'ns',
  'NAMESPACE',
  'cluster',
  'clusters',
  'controller',
  'pod',
  'container',
  'node',
  'label:team',
  'label:app',
  'label:constructor',
  'constructor',
  'toString',
  'label:__proto__',
  'label:',
  'label:a.b/c-d',
);

const dimension = fc.oneof(
  key,
  fc.constantFrom(
    'namespaces',
    'pods',
    'label:team',
    'team',
    'labels',
    'nodess',
    '*',
    'cluster,namespace',
    '',
  ),
);

const choice = fc.oneof(
  fc.tuple(fc.constant('from'), fc.constantFrom('1', '2', '7', '21', '0', '99999', 'x')),
  fc.tuple(fc.constant('top'), fc.constantFrom('1', '3', '20', '99999', '0', '-1', 'many', '1e9', '')),
  fc.tuple(fc.constant('sort'), fc.constantFrom('cost', 'change', 'name', 'used', 'Used', 'size', '')),
  fc.tuple(fc.constant('idle'), fc.constantFrom('separate', 'share', 'hide', 'none')),
  fc.tuple(fc.constant('today'), fc.constantFrom('include', 'apart', 'now')),
  fc.tuple(fc.constant('held'), fc.constantFrom('include', 'no')),
  fc.tuple(fc.constant('window'), window),
  fc.tuple(
    fc.constant('by'),
    fc.array(dimension, { minLength: 1, maxLength: 3 }).map((list) => list.join(',')),
  ),
);

const option = fc
  .tuple(
    fc.oneof(choice, fc.tuple(key, values)),
    fc.constantFrom('=', '=', '=', '!=', ' = ', '='),
    fc.nat(12),
  )
  .map(([[left, right], operator, how]) => {
    if (how === 0) return `--${left} ${right}`;
    if (how === 1) return `\u2014${left} ${right}`;
    if (how === 2) return `--${left}${operator}${right}`;
    return `${left}${operator}${right}`;
  });

const noise = fc.oneof(
  fc.constantFrom(...hostileNames),
  fc.array(fc.nat(0xffff), { maxLength: 12 }).map((units) => String.fromCharCode(...units)),
  fc.constantFrom(
    '--',
    '—',
    '=',
    '!=',
    '"',
    '“',
    '*',
    'help',
    '--held',
    '--top',
    '\u202e',
    '🦄'.repeat(30),
    ',',
  ),
);

const longNoise = fc
  .tuple(noise, fc.integer({ min: 100, max: 2_500 }))
  .map(([text, times]) => text.repeat(times).slice(0, 4_500));

/** Conditions that hold for something in most of the data. */
const goodName = fc.constantFrom(
  'payments',
  'shop',
  'PAYMENTS',
  'payments,shop',
  '*',
  'pay*',
  '*s*',
  'shop,nobody',
);
const goodKey = fc.constantFrom('namespace', 'namespace', 'ns', 'label:team', 'controller', 'cluster');
const goodCondition = fc
  .tuple(goodKey, goodName, fc.constantFrom('=', '!=', ' = '))
  .map(([left, right, operator]) =>
    left === 'cluster' || left === 'controller' ? `${left}=*` : `${left}${operator}${right}`,
  );
const goodOption = fc.oneof(
  goodCondition,
  fc.constantFrom('idle=share', 'idle=hide', 'held=include', '--held', 'top=3', '--top 1', '\u2014sort name'),
  fc.constantFrom(
    'sort=change',
    'sort=used',
    'today=include',
    'idle=\u201cseparate\u201d',
    'top=10000',
    'from=3',
    'from=21 top=2',
    'from=0',
  ),
);
const goodGrouping = fc
  .uniqueArray(
    fc.constantFrom(
      'cluster',
      'ns',
      'namespaces',
      'controller',
      'pod',
      'container',
      'node',
      'label:team',
      'label:app',
    ),
    { minLength: 1, maxLength: 2 },
  )
  .map((list) => `cost by=${list.join(',')}`);
const goodCommand = fc.oneof(
  { weight: 3, arbitrary: goodGrouping },
  { weight: 8, arbitrary: fc.constantFrom('', ...commands) },
);

/** A line as it might be typed: most are commands that mean something, in any order, some are noise through and through. */
export const anyLine: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 28,
    arbitrary: fc
      .tuple(
        goodCommand,
        fc.option(goodWindow, { freq: 2, nil: '' }),
        fc.uniqueArray(goodOption, { maxLength: 2, selector: (text) => text.replace(/[!= ].*/, '') }),
        fc.nat(5),
      )
      .map(([word, span, options, order]) => joinPieces([word, span, ...options], order)),
  },
  {
    weight: 12,
    arbitrary: fc
      .tuple(
        command,
        fc.option(window, { freq: 2, nil: '' }),
        fc.option(name, { freq: 3, nil: '' }),
        fc.array(option, { maxLength: 3 }),
        fc.nat(5),
      )
      .map(([word, span, bare, options, order]) => joinPieces([word, span, bare, ...options], order)),
  },
  {
    weight: 6,
    arbitrary: fc
      .array(fc.oneof(command, window, option, name, noise), { maxLength: 6 })
      .map((all) => all.join(' ')),
  },
  { weight: 3, arbitrary: fc.array(noise, { maxLength: 5 }).map((all) => all.join(' ')) },
  { weight: 1, arbitrary: fc.tuple(command, longNoise).map((all) => all.join(' ')) },
);

/** In this order or with the command last, with ordinary spaces or others. */
function joinPieces(pieces: readonly string[], order: number): string {
  const said = pieces.filter((piece) => piece !== '');
  const turned = order === 5 ? [...said.slice(1), ...said.slice(0, 1)] : said;
  return turned.join(order === 4 ? '\u00a0 ' : ' ');
}
