import fc from 'fast-check';
import { anyCharacter } from '../../../bench/any-character.js';
import type {
  Action,
  Cell,
  ChartSection,
  Document,
  Line,
  Section,
  Span,
  TableSection,
  Unit,
} from '../../../src/reports/document.js';

const nasty = [
  '<!channel> <@U1> <http://evil|x>',
  '*bold* _it_ ~no~ `code` ```fence```',
  '&amp; & < >',
  '\u202egnp.exe\u2066x',
  'שלום עולם مرحبا',
  'line\nbreak\r\n\ttab\u0000nul\u001b[31m',
  '👩‍👩‍👧‍👦'.repeat(40),
  `e${'\u0301'.repeat(300)}`,
  '\ud800 half \udc00',
  '\u200b\u2060\ufeff',
  ' ',
  '',
];

/** Text of any kind: empty, endless, full of markup, of other scripts, of nothing to see. */
export const anyText = fc.oneof(
  fc.constantFrom(...nasty),
  fc.string({ maxLength: 30 }),
  fc.string({ unit: anyCharacter, maxLength: 60 }),
  fc.integer({ min: 1, max: 300 }).map((length) => 'n'.repeat(length)),
  fc.integer({ min: 1, max: 5_000 }).map((length) => '&<*x '.repeat(length)),
);

const anySpan: fc.Arbitrary<Span> = fc.oneof(
  anyText,
  fc.record({ text: anyText, style: fc.constantFrom('bold' as const, 'code' as const) }),
  fc.record({
    dateMs: fc.oneof(fc.double(), fc.integer({ min: 0, max: 4e12 })),
    style: fc.constant('date-time' as const),
  }),
);
const anyLines: fc.Arbitrary<Line[]> = fc.array(fc.array(anySpan, { maxLength: 6 }), { maxLength: 40 });

const anyNumber = fc.oneof(fc.integer(), fc.double(), fc.constant(0));
const units: (Unit | null)[] = [
  null,
  'cents',
  'signedCents',
  'permille',
  'signedPermille',
  'count',
  'hours',
  'minutes',
];
const anyCell: fc.Arbitrary<Cell> = fc.oneof(
  fc.record({ text: anyText }),
  fc.record({ number: anyNumber }),
  fc.record({ number: anyNumber, text: anyText }),
);

const anyTable: fc.Arbitrary<TableSection> = fc
  .record({
    caption: anyText,
    currency: fc.constantFrom('USD', 'EUR', '', 'nonsense'),
    rowNoun: anyText,
    columns: fc.array(
      fc.record({
        title: anyText,
        unit: fc.constantFrom(...units),
        total: fc.oneof(fc.constant(null), anyNumber),
      }),
      { maxLength: 25 },
    ),
    patterns: fc.array(fc.array(anyCell, { maxLength: 25 }), { minLength: 1, maxLength: 4 }),
    count: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(199, 200, 201, 10_000)),
  })
  .map(({ patterns, count, ...table }) => ({
    kind: 'table',
    ...table,
    rows: Array.from({ length: count }, (_, index) => ({
      cells: patterns[index % patterns.length] ?? [],
      command: null,
    })),
  }));

const anyChart: fc.Arbitrary<ChartSection> = fc.record({
  kind: fc.constant('chart' as const),
  title: anyText,
  chart: fc.constantFrom('line' as const, 'bar' as const, 'area' as const, 'pie' as const),
  categories: fc.array(anyText, { maxLength: 100 }),
  series: fc.array(fc.record({ name: anyText, values: fc.array(anyNumber, { maxLength: 100 }) }), {
    maxLength: 15,
  }),
  yLabel: anyText,
});

const anyAction: fc.Arbitrary<Action> = fc.record(
  { label: anyText, command: anyText, primary: fc.boolean() },
  { requiredKeys: ['label', 'command'] },
);

const anySection: fc.Arbitrary<Section> = fc.oneof(
  fc.record({ kind: fc.constant('text' as const), lines: anyLines }),
  fc.record({ kind: fc.constant('note' as const), lines: anyLines }),
  anyTable,
  anyChart,
  fc.record({
    kind: fc.constant('progress' as const),
    what: anyText,
    done: anyNumber,
    total: anyNumber,
    secondsLeft: fc.oneof(fc.constant(null), anyNumber),
  }),
  fc.record({ kind: fc.constant('actions' as const), actions: fc.array(anyAction, { maxLength: 40 }) }),
);

/** Documents that no report would make and every renderer must survive. */
export const anyDocument: fc.Arbitrary<Document> = fc.record({
  title: anyText,
  subtitle: anyText,
  summary: anyText,
  command: anyText,
  sections: fc.oneof(
    fc.array(anySection, { maxLength: 8 }),
    fc.array(anySection, { minLength: 60, maxLength: 70 }),
  ),
});
