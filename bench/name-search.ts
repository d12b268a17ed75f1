import type { KnownNames } from '../src/cost-service/ports.js';
import { findNames, namesFor } from '../src/slack/views/name-options.js';
import { atMost, type Benchmark } from './benchmark.js';
import { withLargeCluster } from './large-cluster.js';
import { medianPercentile, showMs, timeByTurns } from './statistics.js';

const runs = 7;
const samplesPerRun = 30;
const typed = ['', 'a', 'pay', 'team-0', 'zzz'];

/** What a list in a form offers while somebody types, among very many names. */
export const nameSearch: Benchmark = {
  name: 'name-search',
  about: '10,000 namespaces and as many controllers, searched for each letter that is typed into a form',
  async run() {
    const { names, firstMs } = await manyNames();
    const lists = [namesFor('namespace', names), namesFor('controller', names), namesFor('by', names)];
    const search = () => lists.map((list) => typed.map((text) => findNames(list, text)));
    const write = () => JSON.stringify(lists);
    const { tookMs, baselineMs } = await timeByTurns({ runs, samples: samplesPerRun }, search, write);
    const perSearch = lists.length * typed.length;
    const p50 = medianPercentile(tookMs, 0.5) / perSearch;
    const p99 = medianPercentile(tookMs, 0.99) / perSearch;
    const baselineP50 = medianPercentile(baselineMs, 0.5);
    const figure = {
      name: `one search in ${names.namespaces.length.toLocaleString('en-US')} names`,
      value: `p50 ${showMs(p50)}`,
      baseline: { name: 'JSON.stringify of all names', value: `p50 ${showMs(baselineP50)}` },
      ratio: p50 / baselineP50,
      details: [`p99 ${showMs(p99)}`, `names gathered from days that are kept: ${showMs(firstMs)}`],
      targets: [atMost('p99 and gathering the names', p99 + firstMs, 300, showMs, { below: true })],
    };
    return [{ figure }];
  },
};

/** The names of a large cluster, and how long gathering them takes once their days are kept. */
function manyNames(): Promise<{ names: KnownNames; firstMs: number }> {
  return withLargeCluster(async (app) => {
    await app.answer('namespaces 2d');
    const startedMs = performance.now();
    const names = await app.costs.names();
    return { names, firstMs: performance.now() - startedMs };
  });
}
