import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createAppLink } from './app-link.js';
import { typeCommand } from './command.js';
import type { SlackDouble, SlackDoubleOptions } from './contract.js';
import { openHome, retryEvent, sendEvent } from './events.js';
import { createFaults } from './faults.js';
import { addPersonFile } from './files/person-file.js';
import { mayShow } from './files/picture-rights.js';
import { receiveUpload } from './files/upload.js';
import { createHttpHandler } from './http-handler.js';
import { LIMITS } from './limits.js';
import type { ContentRules } from './message-content.js';
import { createPace } from './pace.js';
import { pressButton } from './press.js';
import { createRecorder } from './recorder.js';
import { createResponseUrls } from './response-url.js';
import { say } from './say.js';
import type { Senders } from './senders.js';
import { createSentEvents } from './sent-events.js';
import { createSocketMode } from './socket-mode.js';
import { closeView } from './views/close.js';
import { fillInView, pressInView } from './views/fill.js';
import { submitView } from './views/submit.js';
import { suggestOptions } from './views/suggest.js';
import { shownHome, shownView } from './views/view-payload.js';
import { answerWebApi } from './web-api.js';
import { createWorkspace, directChannelId, firstUser } from './workspace.js';

const DEFAULT_SCOPES = [
  'commands',
  'chat:write',
  'users:read',
  'files:write',
  'files:read',
  'app_mentions:read',
  'im:history',
];

/** Starts a Slack of its own on 127.0.0.1: Web API, response_urls, commands, presses, views, events, Socket Mode. Rejects if the port is taken. */
export async function startSlackDouble(options: SlackDoubleOptions): Promise<SlackDouble> {
  const listeners = new Set<() => void>();
  const workspace = createWorkspace(options, () => {
    for (const listener of [...listeners]) listener();
  });
  const faults = createFaults();
  const recorder = createRecorder(options.maxCalls ?? 1_000);
  const responseUrls = createResponseUrls(workspace);
  const socketMode = createSocketMode(workspace.appId);
  const rules = (): ContentRules => {
    const { refuseDataBlocks, fileProcessingMs } = faults.lasting();
    return { refuseDataBlocks, mayShow: (slackFile) => mayShow(workspace, slackFile, fileProcessingMs) };
  };
  const scopes = options.scopes ?? DEFAULT_SCOPES;
  const pace = createPace(options.pacePerChannelMs ?? 0, options.now ?? (() => performance.now()));
  const tokens = { bot: options.botToken, app: options.appToken ?? null };
  let url = '';

  const handle = createHttpHandler({
    now: workspace.now,
    faults,
    recorder,
    answer(request) {
      if (request.method === 'response_url')
        return responseUrls.post(request.path, request.args, rules()) ?? { status: 404, body: 'no_service' };
      if (request.method === 'upload') return receiveUpload(workspace, request);
      const socketUrl = () => `${url.replace('http:', 'ws:')}${socketMode.issuePath()}`;
      const addressOf = (path: string) => `${url}${path}`;
      const facts = { workspace, rules: rules(), scopes, lasting: faults.lasting(), addressOf, socketUrl };
      return answerWebApi(request, tokens, facts, pace);
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
    scopes,
    sentEvents: createSentEvents(),
  };

  return {
    url,
    get calls() {
      return recorder.calls();
    },
    get channels() {
      return [...workspace.channels.values()]
        .filter((channel) => channel.directWith === null && !channel.deleted)
        .map(({ id, name, botIsMember }) => ({ id, name, botIsMember }));
    },
    users: [...workspace.users.values()],
    directChannel: (user) => directChannelId(user ?? firstUser(workspace).id),
    files: workspace.files.list,
    addFile: (file) => addPersonFile(workspace, file),
    messages: (channel, user) => workspace.messages.list(channel, user ?? firstUser(workspace).id),
    command: (text, from) => typeCommand(senders, text, from),
    press: (ts, button, from) => pressButton(senders, ts, button, from),
    views: (user) => workspace.views.stack(user ?? firstUser(workspace).id).map(shownView),
    home(user) {
      const view = workspace.views.home(user ?? firstUser(workspace).id);
      return view ? shownHome(view) : null;
    },
    fill: (viewId, target, value, from) => fillInView(senders, viewId, target, value, from),
    pressInView: (viewId, target, from) => pressInView(senders, viewId, target, from),
    submit: (viewId, from) => submitView(senders, viewId, from),
    closeView: (viewId, from) => closeView(senders, viewId, from),
    options: (viewId, target, typed, from) => suggestOptions(senders, viewId, target, typed, from),
    openHome: (user, tab) => openHome(senders, user ?? firstUser(workspace).id, tab),
    botUserId: workspace.botUserId,
    say: (text, from) => say(senders, text, from),
    retry: (eventId, retryNum) => retryEvent(senders, eventId, retryNum),
    event: (event, given) => sendEvent(senders, event, given),
    setChannel: workspace.setChannel,
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
