import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { startSlackDouble } from '../../sandbox/slack/server.js';
import { signHeaders } from '../../sandbox/slack/signature.js';
import { startProgram } from '../support/program.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

const signingSecret = 'a-signing-secret-of-32-characters';
const botToken = 'xoxb-1-test';
const stops: (() => Promise<void>)[] = [];
let listening: Awaited<ReturnType<typeof startListening>>;
beforeAll(async () => {
  listening = await startListening();
});
afterAll(async () => {
  for (const stop of stops.reverse()) await stop();
});

/** The program with requests over HTTP, and a way to send it signed bodies. */
async function startListening() {
  const openCost = await startSampleOpenCost({ retentionDays: 3 });
  const slack = await startSlackDouble({ signingSecret, botToken, appToken: 'xapp-1-test' });
  stops.push(openCost.stop, slack.stop);
  const program = await startProgram('src/main.js', [], {
    OPENCOST_URL: openCost.url,
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    PORT: '0',
    API_PORT: '0',
  });
  stops.push(program.clear);
  const [, port] = await program.shows(/"slackPort":(\d+)/);
  const url = `http://127.0.0.1:${port}/slack/events`;
  slack.connectApp(url);
  const send = async (body: string, contentType: string) => {
    const headers = {
      'content-type': contentType,
      ...signHeaders({ secret: signingSecret, body, nowMs: Date.now() }),
    };
    const answer = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(5_000) });
    return answer.status;
  };
  return { program, slack, send };
}

const answersOf = ({ slack }: typeof listening) =>
  slack.messages(slack.channels[0]?.id ?? '').filter(({ author }) => author === 'app').length;

describe('a signed request that is none of Slack’s', () => {
  it.each([
    ['payload=null', 'application/x-www-form-urlencoded'],
    ['null', 'application/json'],
  ])('%s does not end the process', async (body, contentType) => {
    const { program, slack, send } = listening;
    await send(body, contentType).catch(() => null);
    const before = answersOf(listening);
    await slack.command('help');
    await until(() => answersOf(listening) > before);
    expect(program.exitCode).toBeUndefined();
  });

  it('is behind it when it is told to end: it ends with 0', async () => {
    listening.program.signal('SIGTERM');
    expect(await listening.program.ended()).toBe(0);
  });
});
