import { startSampleOpenCost } from '../sandbox/opencost/server.js';
import { createApp } from '../src/app.js';
import { loadConfig } from '../src/config.js';
import { createLogger } from '../src/logger.js';
import type { Document } from '../src/reports/document.js';
import { renderDocument } from '../src/slack/render/document.js';
import { atMost, type Benchmark } from './benchmark.js';
import { nowMs } from './fixed-time.js';
import { medianPercentile, showMs, timeCalls } from './statistics.js';

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
    const rendered: number[][] = [];
    const written: number[][] = [];
    for (let run = 0; run <= runs; run += 1) {
      rendered.push(await timeCalls(samplesPerRun, render));
      written.push(await timeCalls(samplesPerRun, write));
    }
    // the first run only warms up
    const [blocks, json] = [rendered.slice(1), written.slice(1)];
    const [p50, p99] = [medianPercentile(blocks, 0.5), medianPercentile(blocks, 0.99)];
    const baselineP50 = medianPercentile(json, 0.5);
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

async function longDocument(): Promise<Document> {
  const scale = { namespaces: 10_000, pods: 10_000 };
  const openCost = await startSampleOpenCost({ clock: () => nowMs, scale });
  const config = loadConfig({ OPENCOST_URL: openCost.url, CLUSTER_NAME: 'prod' });
  const app = await createApp(config, {
    logger: createLogger({ level: 'error' }),
    now: () => nowMs,
    keepsLedger: false,
  });
  try {
    return (await app.answer('namespaces yesterday')).document();
  } finally {
    await app.stop(1_000);
    await openCost.stop();
  }
}
