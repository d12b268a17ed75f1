import autocannon from 'autocannon';
import { atMost, type Benchmark, type Figure } from './benchmark.js';
import { percentile, showMib, showMs, showRatio, timeCalls } from './statistics.js';
import type { ApiServerReply, ApiServerRequest } from './workers/api-server.js';
import { startChild } from './workers/child.js';

const runs = 5;
const secondsPerRun = 4;
const connections = 10;
const pods = 100_000;
const report = '/api/v1/cost/namespaces?window=7d&limit=1000';
const csv = '/api/v1/cost/pods?window=yesterday&format=csv';

/** What programs are served, against a constant of the same size from the same server. */
export const api: Benchmark = {
  name: 'api',
  about: `a cached report of 200 rows at ${connections} connections; the CSV of ${pods.toLocaleString('en-US')} pods; cache in memory`,
  async run() {
    return [{ figure: await cachedReport() }, { figure: await largeCsv() }];
  },
};

interface Run {
  perSecond: number;
  p99Ms: number;
}

async function cachedReport(): Promise<Figure> {
  const options = { days: 14, workloads: 200, namespaces: 200, path: report };
  const { child, ready } = await startChild<ApiServerRequest, ApiServerReply>('api-server', options);
  try {
    const load = async (path: string): Promise<Run> => {
      const { requests, latency, non2xx, errors } = await autocannon({
        url: `${ready.url}${path}`,
        connections,
        duration: secondsPerRun,
      });
      if (non2xx + errors > 0) throw new Error(`${non2xx + errors} requests to ${path} failed`);
      return { perSecond: requests.average, p99Ms: latency.p99 };
    };
    await load(report);
    await load('/constant');
    const reports: Run[] = [];
    const constants: Run[] = [];
    for (let run = 0; run < runs; run += 1) {
      constants.push(await load('/constant'));
      reports.push(await load(report));
    }
    const middle = (some: Run[], of: (run: Run) => number) => percentile(some.map(of), 0.5);
    const [rate, constantRate] = [reports, constants].map((some) => middle(some, (run) => run.perSecond));
    const [p99, constantP99] = [reports, constants].map((some) => middle(some, (run) => run.p99Ms));
    const bytes = (await (await fetch(`${ready.url}/constant`)).text()).length;
    const perSecond = (value = 0) => `${Math.round(value).toLocaleString('en-US')}/s`;
    return {
      name: 'cached report, requests a second',
      value: perSecond(rate),
      baseline: { name: `a constant of ${Math.round(bytes / 1024)} KiB`, value: perSecond(constantRate) },
      ratio: (rate ?? 0) / (constantRate ?? 1),
      details: [`p99 ${showMs(p99 ?? 0)} against ${showMs(constantP99 ?? 0)}; middle of ${runs} runs each`],
      targets: [
        atMost('the constant has of its requests', (constantRate ?? 0) / (rate ?? 1), 1 / 0.6, showRatio),
        atMost('p99 against the constant', (p99 ?? 0) / Math.max(1, constantP99 ?? 1), 2, showRatio),
      ],
    };
  } finally {
    await child.stop();
  }
}

async function largeCsv(): Promise<Figure> {
  const options = { days: 1, workloads: pods, namespaces: 400, path: '/api/v1/help' };
  const { child, ready } = await startChild<ApiServerRequest, ApiServerReply>('api-server', options, [
    '--expose-gc',
  ]);
  try {
    const small = '/api/v1/cost/namespaces?window=yesterday&limit=100';
    const ask = async () => (await fetch(`${ready.url}${small}`)).arrayBuffer();
    await (await fetch(`${ready.url}/api/v1/cost/pods?window=yesterday&limit=1`)).arrayBuffer();
    const idle = await timeCalls(600, ask);
    await child.ask('watch');
    const before = (await child.ask('most')).rssBytes;
    await child.ask('watch');
    let rows = 0;
    let isOver = false;
    const startedMs = performance.now();
    const reading = countRows(`${ready.url}${csv}`).then((count) => {
      rows = count;
      isOver = true;
    });
    const busy: number[] = [];
    while (!isOver) busy.push(...(await timeCalls(1, ask)));
    await reading;
    const tookMs = performance.now() - startedMs;
    const { rssBytes } = await child.ask('most');
    if (rows < pods) throw new Error(`the CSV has ${rows} rows only`);
    const [idleP99, busyP99] = [percentile(idle, 0.99), percentile(busy, 0.99)];
    return {
      name: `CSV of ${pods.toLocaleString('en-US')} pods: other requests, p99`,
      value: showMs(busyP99),
      baseline: { name: 'the idle server', value: showMs(idleP99) },
      ratio: busyP99 / idleP99,
      details: [
        `written and read in ${showMs(tookMs)}; ${busy.length} other requests meanwhile, worst ${showMs(Math.max(...busy))}`,
      ],
      targets: [
        atMost('memory grows by', rssBytes - before, 128 * 1024 ** 2, showMib, { below: true }),
        atMost('p99 of other requests against the idle server', busyP99 / idleP99, 5, showRatio),
      ],
    };
  } finally {
    await child.stop();
  }
}

async function countRows(url: string): Promise<number> {
  const { body } = await fetch(url);
  let lines = 0;
  for await (const part of body ?? []) for (const byte of part) if (byte === 10) lines += 1;
  return lines - 1;
}
