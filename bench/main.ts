/**
 * Runs the benchmarks named on the command line, or all. Each prints a ratio against a baseline measured in the same
 * run. Ends with 1 when a target is not met, with 2 for a name that is none.
 */
import { cpus, loadavg } from 'node:os';
import { acknowledgement } from './acknowledgement.js';
import { api } from './api.js';
import { apiRequests } from './api-requests.js';
import type { Benchmark, Outcome } from './benchmark.js';
import { digests } from './digests.js';
import { home } from './home.js';
import { ledgerEmbedded } from './ledger-embedded.js';
import { ledgerPostgres } from './ledger-postgres.js';
import { nameSearch } from './name-search.js';
import { openCostRequests } from './opencost-requests.js';
import { readFold } from './read-fold.js';
import { regroup } from './regroup.js';
import { renderRows } from './render.js';
import { sealing } from './sealing.js';
import { singleFlight } from './single-flight.js';
import { showRatio } from './statistics.js';
import { warmAnswer } from './warm-answer.js';

const benchmarks: readonly Benchmark[] = [
  warmAnswer,
  acknowledgement,
  singleFlight,
  readFold,
  renderRows,
  nameSearch,
  regroup,
  ledgerEmbedded,
  ledgerPostgres,
  sealing,
  openCostRequests,
  digests,
  api,
  apiRequests,
  home,
];

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** True when every target is met. */
function show(outcome: Outcome): boolean {
  if ('skipped' in outcome) {
    print(`  SKIPPED  ${outcome.name}: ${outcome.skipped}`);
    return true;
  }
  const { name, value, baseline, ratio, details, targets } = outcome.figure;
  print(`  ${name}: ${value}, ${showRatio(ratio)} of ${baseline.name} (${baseline.value})`);
  for (const detail of details) print(`      ${detail}`);
  for (const { limit, measured, met } of targets) {
    print(`    ${met ? 'met    ' : 'NOT MET'}  ${limit}: ${measured}`);
  }
  return targets.every(({ met }) => met);
}

function choose(names: readonly string[]): readonly Benchmark[] {
  const unknown = names.filter((name) => !benchmarks.some((benchmark) => benchmark.name === name));
  if (unknown.length === 0) {
    return benchmarks.filter(({ name }) => names.length === 0 || names.includes(name));
  }
  const known = benchmarks.map(({ name }) => name).join(', ');
  process.stderr.write(`No benchmark ${unknown.join(', ')}. There are: ${known}.\n`);
  process.exit(2);
}

const chosen = choose(process.argv.slice(2));
const load = (loadavg()[0] ?? 0).toFixed(1);
print(`Node ${process.versions.node}, ${cpus().length} cores, load ${load}\n`);
let allMet = true;
for (const benchmark of chosen) {
  print(`${benchmark.name}: ${benchmark.about}`);
  const startedMs = performance.now();
  for (const outcome of await benchmark.run()) allMet = show(outcome) && allMet;
  print(`  (${((performance.now() - startedMs) / 1000).toFixed(0)} s)\n`);
}
print(allMet ? 'All targets are met.' : 'A target is not met.');
process.exit(allMet ? 0 : 1);
