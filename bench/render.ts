import type { Document } from '../src/reports/document.js';
import { renderDocument } from '../src/slack/render/document.js';
import { atMost, type Benchmark } from './benchmark.js';
import { withLargeCluster } from './large-cluster.js';
import { medianPercentile, showMs, timeByTurns } from './statistics.js';

const runs = 7;
const samplesPerRun = 30;

/** A very long table, made fit for one Slack message. */
export const renderRows: Benchmark = {
  name: 'render',
  about: 'a Document with a table of 10,000 rows, rendered into Slack blocks',
  async run() {
    const document = await longDocument();
    const rows = document.sections.reduce(
      (sum, part) => sum + (part.kind === 'table' ? part.rows.length : 0),
      0,
    );
    const render = () => renderDocument(document, { level: 'native' });
    const write = () => JSON.stringify(document);
    const { tookMs, baselineMs } = await timeByTurns({ runs, samples: samplesPerRun }, render, write);
    const [p50, p99] = [medianPercentile(tookMs, 0.5), medianPercentile(tookMs, 0.99)];
    const baselineP50 = medianPercentile(baselineMs, 0.5);
    const figure = {
      name: `${rows.toLocaleString('en-US')} rows into blocks`,
      value: `p50 ${showMs(p50)}`,
      baseline: { name: 'JSON.stringify of the Document', value: `p50 ${showMs(baselineP50)}` },
      ratio: p50 / baselineP50,
      details: [`p99 ${showMs(p99)}; medians of ${runs} runs of ${samplesPerRun}`],
      targets: [atMost('p99', p99, 50, showMs, { below: true })],
    };
    return [{ figure }];
  },
};

function longDocument(): Promise<Document> {
  return withLargeCluster(async (app) => (await app.answer('namespaces yesterday')).document());
}
