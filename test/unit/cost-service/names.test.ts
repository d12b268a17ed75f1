import { describe, expect, it } from '@jest/globals';
import { createFakeSource } from '../../support/fake-source.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';
import { createSmallCluster } from '../../support/small-cluster.js';
import { until } from '../../support/until.js';

describe('the names of the last days', () => {
  it('are those of all clusters, each once and in order', async () => {
    const workloads = ['shop', 'api', 'shop'].map((namespace, index) => ({
      namespace,
      controller: `app-${index}`,
      pod: `app-${index}-x`,
      labels: { team: index === 0 ? 'blue' : 'red' },
      cost: { cpu: 1_000 },
    }));
    const source = () => createSmallCluster({ workloads, firstMs: 0, nowMs: tuesdayMorningMs });
    const { costs } = createTestService({ prod: source(), dev: source() });
    expect(await costs.names()).toEqual({
      clusters: ['prod', 'dev'],
      namespaces: ['api', 'shop'],
      controllers: ['app-0', 'app-1', 'app-2'],
      labels: ['team'],
      labelValues: ['team=blue', 'team=red'],
    });
  });

  it('are kept for five minutes, and the last ones are given while they are read again', async () => {
    const source = createFakeSource();
    const { costs, clock } = createTestService({ prod: source });
    const first = await costs.names();
    const asked = source.allocationsAsked.length;
    clock.nowMs += 4 * 60_000;
    await costs.names();
    expect(source.allocationsAsked).toHaveLength(asked);
    clock.nowMs += 86_400_000;
    const open = source.hold();
    expect(await costs.names()).toEqual(first);
    open();
    await until(() => source.allocationsAsked.length > asked);
  });

  it('are those that could be read where an OpenCost does not answer', async () => {
    const broken = createFakeSource();
    broken.fail(new Error('down'));
    const { costs } = createTestService({ prod: createFakeSource(), dev: broken });
    const { clusters, namespaces } = await costs.names();
    expect(clusters).toEqual(['prod', 'dev']);
    expect(namespaces.length).toBeGreaterThan(0);
  });
});
