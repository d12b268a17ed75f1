import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { SlackCall } from '../../../src/slack/calls.js';
import { until } from '../../support/until.js';
import { startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

const messages = () => world.double.messages(world.channel);

describe('starting', () => {
  it('ends with one clear sentence where the bot token is wrong', async () => {
    world = await startWorld({ start: false, connection: { botToken: 'xoxb-wrong' } });
    await expect(world.slack.start()).rejects.toMatchObject({
      code: 'SLACK_TOKEN_REFUSED',
      userMessage: expect.stringMatching(/^Slack refused SLACK_BOT_TOKEN \(invalid_auth\): .*xoxb-/),
    });
    expect(world.slack.port()).toBeNull();
    expect(world.slack.health().state).toBe('stopped');
  });

  it('goes on trying while Slack is not well', async () => {
    world = await startWorld({ start: false });
    const { double, slack, clock } = world;
    double.setFaults({
      next: [
        { method: 'auth.test', times: 1, kind: 'server_error' },
        { method: 'auth.test', times: 1, kind: 'reset_before' },
        { method: 'auth.test', times: 1, kind: 'rate_limited', detail: 7 },
        { method: 'auth.test', times: 1, kind: 'error', detail: 'internal_error' },
      ],
    });
    const started = slack.start();
    await until(() => slack.health().trouble !== null);
    expect(slack.health()).toMatchObject({ state: 'starting', trouble: expect.stringMatching(/HTTP 5\d\d/) });
    await until(async () => {
      await clock.advance(1_000);
      return slack.health().state === 'up';
    });
    await started;
    expect(slack.port()).toBeGreaterThan(0);
    expect(double.calls.filter((call) => call.method === 'auth.test')).toHaveLength(5);
    expect(slack.health().trouble).toBeNull();
  });

  it('can be given up', async () => {
    world = await startWorld({ start: false });
    world.double.setFaults({ next: [{ method: 'auth.test', times: 99, kind: 'server_error' }] });
    const started = world.slack.start();
    await until(() => world.slack.health().trouble !== null);
    await world.slack.stop(1_000);
    await started;
    expect(world.slack.port()).toBeNull();
  });

  it('says which port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await until(() => other.listening);
    const { port } = other.address() as AddressInfo;
    world = await startWorld({ start: false, connection: { port } });
    await expect(world.slack.start()).rejects.toMatchObject({
      code: 'SLACK_PORT_UNAVAILABLE',
      userMessage: expect.stringContaining(`127.0.0.1:${port} (EADDRINUSE)`),
    });
    other.close();
  });

  it('verifies the token once, however many commands come', async () => {
    world = await startWorld();
    for (let command = 1; command <= 3; command += 1) {
      await world.double.command('help');
      await until(() => messages().length === command);
    }
    expect(world.double.calls.filter((call) => call.method === 'auth.test')).toHaveLength(1);
  });

  it('logs no token and no secret', async () => {
    world = await startWorld();
    await world.double.command('help');
    await until(() => messages().length === 1);
    const facts = world.logged.filter((line) => line.part !== 'slack-library');
    expect(JSON.stringify(facts)).not.toMatch(/xoxb-|xapp-|test-signing-secret/);
  });
});

describe('over a socket', () => {
  const socket = { connection: { mode: 'socket' as const } };

  it('answers commands and presses like over HTTP', async () => {
    world = await startWorld(socket);
    expect(world.slack.port()).toBeNull();
    const delivery = await world.double.command('namespaces 7d');
    expect(delivery.failure).toBeUndefined();
    await until(() => messages().length === 1);
    const [message] = messages();
    const block = message?.blocks.find(
      ({ type, elements }) => type === 'actions' && (elements as { type: string }[])[0]?.type === 'button',
    );
    const [first] = (block?.elements ?? []) as { action_id: string }[];
    const button = { actionId: first?.action_id ?? '', blockId: String(block?.block_id) };
    await world.double.press(message?.ts ?? '', button);
    await until(() => messages()[0]?.edited === true);
    expect(world.asked).toEqual(['namespaces 7d', 'pods payments 7d']);
  });

  it('ends with one clear sentence where the app token is wrong', async () => {
    world = await startWorld({ start: false, connection: { mode: 'socket', appToken: 'xapp-wrong' } });
    await expect(world.slack.start()).rejects.toMatchObject({
      userMessage: expect.stringMatching(
        /^Slack refused SLACK_APP_TOKEN \(invalid_auth\): .*connections:write/,
      ),
    });
  });

  it('goes on trying while Slack is not well', async () => {
    const told: string[] = [];
    const onCall = ({ method, code }: SlackCall) => told.push(`${method} ${code}`.trim());
    world = await startWorld({ ...socket, start: false, slack: { onCall } });
    world.double.setFaults({
      next: [{ method: 'apps.connections.open', times: 1, kind: 'server_error' }],
    });
    const started = world.slack.start();
    await until(async () => {
      await world.clock.advance(1_000);
      return world.slack.health().state === 'up';
    });
    await started;
    expect(told).toEqual(['auth.test', 'apps.connections.open http_500', 'apps.connections.open']);
  });
});
