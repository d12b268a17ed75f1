import type { SlackDouble } from '../../../sandbox/slack/contract.js';
import { type AppStub, startAppStub } from './slack-app-stub.js';
import { clientOf, startTestSlack } from './slack-client.js';

type Json = Record<string, unknown>;

/** A Slack whose clock the test moves, an app stub, and the ways to put modals in front of U1. */
export interface ModalBench {
  slack: SlackDouble;
  app: AppStub;
  clock: { nowMs: number };
  /** A trigger_id from a command that U1 types in the first channel. */
  trigger(): Promise<string>;
  /** Opens a modal of these blocks; its id. */
  open(blocks: readonly Json[], extra?: Json): Promise<string>;
  /** Calls a method as the app. */
  call(method: string, args: Json): Promise<Json>;
  stop(): Promise<void>;
}

export async function startModalBench(): Promise<ModalBench> {
  const clock = { nowMs: Date.UTC(2026, 10, 30, 9) };
  const app = await startAppStub();
  const slack = await startTestSlack({ requestUrl: app.url, now: () => clock.nowMs });
  const call = async (method: string, args: Json): Promise<Json> => ({
    ...(await clientOf(slack).apiCall(method, args)),
  });
  const trigger = async () => {
    await slack.command('settings');
    return String(app.form().trigger_id);
  };
  return {
    slack,
    app,
    clock,
    call,
    trigger,
    async open(blocks, extra = {}) {
      const { view } = await call('views.open', { trigger_id: await trigger(), view: modal(blocks, extra) });
      return String((view as Json).id);
    },
    async stop() {
      await slack.stop();
      await app.stop();
    },
  };
}

export function modal(blocks: readonly Json[], extra: Json = {}): Json {
  return { type: 'modal', title: plain('Settings'), submit: plain('Save'), blocks, ...extra };
}

export function plain(text: string) {
  return { type: 'plain_text', text };
}

export function option(value: string) {
  return { text: plain(`Option ${value}`), value };
}

/** An input block of this id around an element whose action_id is "value". */
export function input(blockId: string, element: Json, extra: Json = {}): Json {
  return {
    type: 'input',
    block_id: blockId,
    label: plain(blockId),
    element: { action_id: 'value', ...element },
    ...extra,
  };
}

/** The element of such a block. */
export function of(blockId: string) {
  return { blockId, actionId: 'value' };
}
