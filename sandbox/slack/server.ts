import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAppLink } from './app-link.js';
import { typeCommand } from './command.js';
import type { SlackDouble, SlackDoubleOptions } from './contract.js';
import { createFaults } from './faults.js';
import { createHttpHandler } from './http-handler.js';
import { LIMITS } from './limits.js';
import { pressButton } from './press.js';
import { createRecorder } from './recorder.js';
import { createResponseUrls } from './response-url.js';
import type { Senders } from './senders.js';
import { createSocketMode } from './socket-mode.js';
import { answerWebApi } from './web-api.js';
import { createWorkspace, firstUser } from './workspace.js';

/** Starts a Slack of its own on 127.0.0.1: Web API, response_urls, commands, presses, Socket Mode. Rejects if the port is taken. */
export async function startSlackDouble(options: SlackDoubleOptions): Promise<SlackDouble> {
  const listeners = new Set<() => void>();
  const workspace = createWorkspace(options, () => {
    for (const listener of [...listeners]) listener();
  });
  const faults = createFaults();
  const recorder = createRecorder(options.maxCalls ?? 1_000);
  const responseUrls = createResponseUrls(workspace);
  const socketMode = createSocketMode(workspace.appId);
  const rules = () => ({ refuseDataBlocks: faults.refusesDataBlocks() });
  const tokens = { bot: options.botToken, app: options.appToken ?? null };
  let url = '';

  const handle = createHttpHandler({
    now: workspace.now,
    faults,
    recorder,
    answer(request) {
      if (request.method === 'response_url')
        return responseUrls.post(request.path, request.args, rules()) ?? { status: 404, body: 'no_service' };
      const socketUrl = () => `${url.replace('http:', 'ws:')}${socketMode.issuePath()}`;
      return answerWebApi(request, tokens, { workspace, rules: rules(), socketUrl });
    },
  });
  const server = createServer((request, response) => {
    handle(request, response).catch(() => request.socket.destroy());
  });
  server.on('upgrade', socketMode.upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const link = createAppLink({
    signingSecret: options.signingSecret,
    requestUrl: options.requestUrl ?? null,
    socketMode,
    ackTimeoutMs: options.ackTimeoutMs ?? LIMITS.ackMs,
    now: workspace.now,
  });
  const senders: Senders = {
    workspace,
    link,
    grantUrl: (grant) => `${url}${responseUrls.issue(grant)}`,
    rules,
  };

  return {
    url,
    get calls() {
      return recorder.calls();
    },
    channels: [...workspace.channels.values()]
      .filter((channel) => channel.directWith === null)
      .map(({ id, name, botIsMember }) => ({ id, name, botIsMember })),
    users: [...workspace.users.values()],
    messages: (channel, user) => workspace.messages.list(channel, user ?? firstUser(workspace).id),
    command: (text, from) => typeCommand(senders, text, from),
    press: (ts, button, from) => pressButton(senders, ts, button, from),
    connectApp: link.connect,
    setFaults: faults.set,
    onChange(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    refreshSockets: socketMode.refresh,
    async stop() {
      socketMode.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}
