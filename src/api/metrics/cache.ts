import { Counter, Gauge, type Registry } from 'prom-client';
import type { CacheStatistics } from '../../cost-service/ports.js';

/** What the cache counts already, taken over when it is asked for. */
export function cacheMetrics(registry: Registry, statistics: () => CacheStatistics): void {
  const registers = [registry];
  new Counter({
    name: 'kubecent_cache_lookups_total',
    help: 'Looks into the cache of days and answers: each is a hit or a miss.',
    labelNames: ['result'],
    registers,
    collect() {
      const { hits, misses } = statistics();
      this.reset();
      this.inc({ result: 'hit' }, hits);
      this.inc({ result: 'miss' }, misses);
    },
  });
  new Counter({
    name: 'kubecent_cache_events_total',
    help: 'What happened beside: expired entries found, loads, stale values that stood in, failed calls to the engine.',
    labelNames: ['event'],
    registers,
    collect() {
      const { expired, loads, stale, errors } = statistics();
      this.reset();
      this.inc({ event: 'expired' }, expired);
      this.inc({ event: 'load' }, loads);
      this.inc({ event: 'stale' }, stale);
      this.inc({ event: 'error' }, errors);
    },
  });
  new Gauge({
    name: 'kubecent_cache_entries',
    help: 'Entries in the memory of this process.',
    registers,
    collect() {
      this.set(statistics().entries);
    },
  });
  new Gauge({
    name: 'kubecent_cache_connected',
    help: '1 while the engine of the cache answers, else 0; memory always does.',
    labelNames: ['engine'],
    registers,
    collect() {
      const { engine, connected } = statistics();
      this.set({ engine }, connected ? 1 : 0);
    },
  });
}
