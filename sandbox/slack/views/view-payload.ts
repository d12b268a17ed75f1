import { isJson, type Json } from '../blocks/check.js';
import type { ShownHome, ShownView } from '../contract.js';
import type { Workspace } from '../workspace.js';
import type { StoredView } from './view-store.js';

/** A view as Slack sends it to the app. */
export function viewPayload(workspace: Workspace, view: StoredView): Json {
  const { content } = view;
  return {
    id: view.id,
    team_id: workspace.teamId,
    type: content.type,
    ...(content.type === 'modal'
      ? { title: content.title, close: content.close ?? null, submit: content.submit ?? null }
      : {}),
    blocks: view.blocks,
    private_metadata: text(content.private_metadata),
    callback_id: text(content.callback_id),
    external_id: text(content.external_id),
    state: { values: view.values },
    hash: view.hash,
    clear_on_close: content.clear_on_close === true,
    notify_on_close: content.notify_on_close === true,
    root_view_id: view.rootViewId,
    previous_view_id: view.previousViewId,
    app_id: workspace.appId,
    app_installed_team_id: workspace.teamId,
    bot_id: workspace.botId,
  };
}

/** A modal as its person sees it. */
export function shownView(view: StoredView): ShownView {
  const { content, id, hash, user, blocks, rootViewId, previousViewId, values, errors } = view;
  const label = (value: unknown) => (isJson(value) ? text(value.text) : null);
  return {
    ...{ id, hash, user, blocks, rootViewId, previousViewId, values, errors },
    callbackId: text(content.callback_id),
    title: label(content.title) ?? '',
    submit: label(content.submit),
    close: label(content.close),
    privateMetadata: text(content.private_metadata),
  };
}

/** A Home tab as its person sees it. */
export function shownHome({ id, hash, user, blocks, values }: StoredView): ShownHome {
  return { id, hash, user, blocks, values };
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
