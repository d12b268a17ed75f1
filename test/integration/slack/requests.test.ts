import { Agent, request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Forgery } from '../../../sandbox/slack/contract.js';
import { until } from '../../support/until.js';
import { sampleDocument } from '../../unit/slack/documents.js';
import { startWorld, type World } from './world.js';

let world: World;
afterEach(() => world.stop());

describe('requests', () => {
  it.each<Forgery>(['bad_secret', 'stale', 'future'])(
    'with a signature that is %s are refused',
    async (forge) => {
      world = await startWorld();
      const command = await world.double.command('namespaces', { forge });
      expect(command.status).toBe(401);
      expect(world.asked).toEqual([]);
    },
  );

  it('without a signature, to another path or by another method are refused', async () => {
    world = await startWorld();
    const url = `http://127.0.0.1:${world.slack.port()}`;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'command=%2Fkubecent&text=namespaces';
    expect((await fetch(`${url}/slack/events`, { method: 'POST', headers, body })).status).toBe(401);
    expect((await fetch(`${url}/elsewhere`, { method: 'POST', headers, body })).status).toBe(404);
    expect((await fetch(`${url}/slack/events`)).status).toBe(404);
    expect(world.asked).toEqual([]);
  });
});

describe('stopping', () => {
  it('lets an answer finish, takes in nothing new, and drops idle connections', async () => {
    let finish: () => void = () => {};
    world = await startWorld({
      answerLine: () =>
        new Promise((resolve) => {
          finish = () => resolve(sampleDocument());
        }),
    });
    const { double, slack, channel, asked } = world;
    const port = slack.port() ?? 0;
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve) =>
      request({ port, agent, path: '/' }, (response) => response.resume().on('end', resolve)).end(),
    );
    await double.command('namespaces');
    await until(() => asked.length === 1);

    let stopped = false;
    const stopping = slack.stop(10_000).then(() => {
      stopped = true;
    });
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
    expect(slack.health()).toMatchObject({ state: 'stopped', inFlight: 1 });
    expect(stopped).toBe(false);
    finish();
    await stopping;
    expect(double.messages(channel)).toHaveLength(1);
    agent.destroy();
  });

  it('tells who still waits when the time is up', async () => {
    world = await startWorld({ answerLine: () => new Promise(() => {}) });
    const { double, slack, channel, asked, clock } = world;
    await double.command('namespaces');
    await until(() => asked.length === 1);
    const stopping = slack.stop(10_000);
    await clock.advance(7_999);
    expect(JSON.stringify(double.messages(channel))).not.toContain('restarted');
    await clock.advance(1);
    await stopping;
    expect(JSON.stringify(double.messages(channel))).toContain('Kubecent is being restarted');
  });
});
