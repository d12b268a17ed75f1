import { afterAll, describe, expect, it, jest } from '@jest/globals';
import type { SampleOpenCost } from '../../sandbox/opencost/contract.js';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import type { SlackDouble } from '../../sandbox/slack/contract.js';
import { startSlackDouble } from '../../sandbox/slack/server.js';
import { type Program, startProgram } from '../support/program.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

const secrets = {
  signingSecret: 'a-signing-secret-of-32-characters',
  botToken: 'xoxb-1-test',
  appToken: 'xapp-1-test',
};
const stops: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

async function startSlack(port = 0): Promise<SlackDouble> {
  const slack = await startSlackDouble({ ...secrets, port });
  stops.push(slack.stop);
  return slack;
}

/** With a few days: the ledger of a process that has just started reads all there are. */
async function startOpenCost(): Promise<SampleOpenCost> {
  const openCost = await startSampleOpenCost({ retentionDays: 3 });
  stops.push(openCost.stop);
  return openCost;
}

/** Over Socket Mode: the process listens on no port. */
async function startKubecent(environment: Record<string, string>): Promise<Program> {
  const program = await startProgram('src/main.js', [], {
    SLACK_BOT_TOKEN: secrets.botToken,
    SLACK_APP_TOKEN: secrets.appToken,
    ...environment,
  });
  stops.push(program.clear);
  return program;
}

const saidSecrets = ({ output, errors }: Program) =>
  /xoxb-\w|xapp-\w|a-signing-secret|opencost-token|ticket=\w/.exec(output + errors);

describe('the process', () => {
  it.concurrent('ends with one clear sentence where Slack refuses the bot token', async () => {
    const [slack, openCost] = [await startSlack(), await startOpenCost()];
    const kubecent = await startKubecent({
      OPENCOST_URL: openCost.url,
      OPENCOST_TOKEN: 'opencost-token',
      SLACK_API_URL: `${slack.url}/api/`,
      SLACK_BOT_TOKEN: 'xoxb-of-another-workspace',
    });
    expect(await kubecent.ended()).toBe(1);
    expect(kubecent.errors).toMatch(/^kubecent: Slack refused SLACK_BOT_TOKEN \(invalid_auth\): .*\n$/);
    expect(kubecent.output).toMatch(/OpenCost answers/);
    expect(saidSecrets(kubecent)).toBeNull();
  });

  it.concurrent('names all that is missing or wrong in its configuration, and no value', async () => {
    const kubecent = await startKubecent({
      SLACK_BOT_TOKEN: 'opencost-token',
      CACHE_TTL_SECONDS: 'soon',
      PORT: '70000',
    });
    expect(await kubecent.ended()).toBe(1);
    expect(kubecent.errors).toMatch(/^kubecent: The configuration has 4 problems:\n(- .*\n){4}$/);
    for (const name of ['OPENCOST_URL is missing', 'SLACK_BOT_TOKEN', 'CACHE_TTL_SECONDS', 'PORT'])
      expect(kubecent.errors).toContain(`- ${name}`);
    expect(kubecent.errors).not.toMatch(/soon|70000/);
    expect(saidSecrets(kubecent)).toBeNull();
  });

  it.concurrent('goes on trying while Slack is away, and starts when it is there', async () => {
    const openCost = await startOpenCost();
    const gone = await startSlackDouble(secrets);
    await gone.stop();
    const kubecent = await startKubecent({ OPENCOST_URL: openCost.url, SLACK_API_URL: `${gone.url}/api/` });
    await kubecent.shows(/"reason":"Slack cannot be reached over the network\."/);
    const slack = await startSlack(Number(new URL(gone.url).port));
    await kubecent.shows(/slack is connected/);
    await slack.command('help');
    await until(() => slack.messages(slack.channels[0]?.id ?? '').some(({ author }) => author === 'app'));
    kubecent.signal('SIGTERM');
    expect(await kubecent.ended()).toBe(0);
  });

  it.concurrent('finishes the question in flight after SIGTERM, then ends with 0', async () => {
    const [slack, openCost] = [await startSlack(), await startOpenCost()];
    openCost.setLatency({ perDayMs: 1_500 });
    const kubecent = await startKubecent({ OPENCOST_URL: openCost.url, SLACK_API_URL: `${slack.url}/api/` });
    await kubecent.shows(/Kubecent listens/);
    await slack.command('namespaces today');
    await until(() => openCost.requestCount('/allocation') > 0);
    kubecent.signal('SIGTERM');
    expect(await kubecent.ended()).toBe(0);
    const texts = slack.messages(slack.channels[0]?.id ?? '').map(({ text }) => text);
    expect(texts.at(-1)).toMatch(/^Cost by namespace: \$/);
    expect(kubecent.errors).toBe('');
    expect(kubecent.hasProcesses()).toBe(false);
  });

  it.concurrent('ends within its deadline though OpenCost never answers, and tells who still waits', async () => {
    const [slack, openCost] = [await startSlack(), await startOpenCost()];
    openCost.setFailure({ kind: 'hang', path: '/allocation' });
    const kubecent = await startKubecent({ OPENCOST_URL: openCost.url, SLACK_API_URL: `${slack.url}/api/` });
    await kubecent.shows(/Kubecent listens/);
    await slack.command('namespaces today');
    await until(() => openCost.requestCount('/allocation') > 0);
    kubecent.signal('SIGTERM');
    const stoppedMs = performance.now();
    expect(await kubecent.ended()).toBe(0);
    expect(performance.now() - stoppedMs).toBeLessThan(20_000);
    const texts = slack.messages(slack.channels[0]?.id ?? '').map(({ text }) => text);
    expect(texts.at(-1)).toMatch(/is being restarted and could not finish this/);
  });
});
