import { expect, it } from '@jest/globals';
import { digestsOf } from '../../../src/app/digests.js';
import { type Config, ConfigError, loadConfig } from '../../../src/config.js';
import { ledgerMigrations } from '../../../src/ledger/migrations.js';
import { storeMigrations } from '../../../src/store/migrations.js';
import { describeOnEveryDatabase } from '../../support/databases.js';
import { createTestService, tuesdayMorningMs } from '../../support/service.js';

const base = loadConfig({ OPENCOST_URL: 'http://127.0.0.1:9003' });
const platform = {
  name: 'Platform',
  channel: 'C012AB3CD',
  when: 'weekly mon 09:00 Europe/Berlin namespaces',
};
const withFile = (...subscriptions: Config['subscriptions'][number][]): Config => ({
  ...base,
  subscriptions,
});

/** Nothing is sent or told. */
const unheard = { snoozes: null, enqueue: async () => true, onOutcome: () => undefined };

describeOnEveryDatabase('digests of kubecent.yaml', (engine) => {
  it('become what the file says, go on as they were where it says the same, and end with their line', async () => {
    const database = await engine.open(undefined, [...ledgerMigrations, ...storeMigrations]);
    const { costs } = createTestService();
    const startWith = async (config: Config, nowMs: number) => {
      const digests = digestsOf(config, database, { costs, ...unheard, now: () => nowMs });
      await digests.writeManaged();
      return digests.subscriptions.all();
    };
    const [first] = await startWith(withFile(platform), tuesdayMorningMs);
    expect(first).toMatchObject({ name: 'Platform', managed: true, fromMs: tuesdayMorningMs, version: 1 });
    expect(await startWith(withFile(platform), tuesdayMorningMs + 5_000)).toEqual([first]);
    const quiet = { ...platform, when: `${platform.when} quiet` };
    const [changed] = await startWith(withFile(quiet), tuesdayMorningMs + 9_000);
    expect(changed).toMatchObject({ id: first?.id, quiet: true, fromMs: tuesdayMorningMs, version: 2 });
    const later = { ...quiet, when: 'weekly mon 10:00 Europe/Berlin namespaces quiet' };
    const [moved] = await startWith(withFile(later), tuesdayMorningMs + 10_000);
    expect(moved).toMatchObject({ id: first?.id, fromMs: tuesdayMorningMs + 10_000, version: 3 });
    expect(await startWith(withFile(), tuesdayMorningMs)).toEqual([]);
  });

  it('that make no sense are named by their place when Kubecent starts', async () => {
    const database = await engine.open(undefined, [...ledgerMigrations, ...storeMigrations]);
    const { costs } = createTestService();
    const start = (config: Config) => digestsOf(config, database, { costs, ...unheard, now: Date.now });
    expect(() => start(withFile(platform, { ...platform, name: 'B', when: 'weekly banana' }))).toThrow(
      ConfigError,
    );
    expect(() => start(withFile({ ...platform, when: 'weekly banana' }))).toThrow(
      /subscriptions\[0\]\.when: “banana”/,
    );
    expect(() => start(withFile(platform, platform))).toThrow(
      /subscriptions\[1\] has the channel and the name/,
    );
  });
});
