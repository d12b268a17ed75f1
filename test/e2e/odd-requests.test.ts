import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { startSampleOpenCost } from '../../sandbox/opencost/server.js';
import { startSlackDouble } from '../../sandbox/slack/server.js';
import { signHeaders } from '../../sandbox/slack/signature.js';
import { startProgram } from '../support/program.js';
import { until } from '../support/until.js';

jest.setTimeout(120_000);

const signingSecret = 'a-signing-secret-of-32-characters';
const botToken = 'xoxb-1-test';
const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** The program with requests over HTTP, and a way to send it signed bodies. */
async function startListening() {
  const openCost = await startSampleOpenCost({});
  const slack = await startSlackDouble({ signingSecret, botToken, appToken: 'xapp-1-test' });
  stops.push(openCost.stop, slack.stop);
  const program = await startProgram('src/main.js', [], {
    OPENCOST_URL: openCost.url,
    SLACK_API_URL: `${slack.url}/api/`,
    SLACK_BOT_TOKEN: botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    PORT: '0',
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

describe('a signed request that is none of Slack’s', () => {
  it.each([
    ['payload=null', 'application/x-www-form-urlencoded'],
    ['null', 'application/json'],
  ])('%s does not end the process', async (body, contentType) => {
    const { program, slack, send } = await startListening();
    await send(body, contentType).catch(() => null);
    await slack.command('help');
    await until(() => slack.messages(slack.channels[0]?.id ?? '').some(({ author }) => author === 'app'));
    expect(program.exitCode).toBeUndefined();
    program.signal('SIGTERM');
    expect(await program.ended()).toBe(0);
  });
});
