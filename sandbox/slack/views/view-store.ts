import { withIds } from '../block-ids.js';
import { isJson, type Json } from '../blocks/check.js';
import type { ElementTarget } from '../contract.js';
import { LIMITS } from '../limits.js';
import type { Trigger } from '../triggers.js';
import { initialState, keepsState } from './element-state.js';
import { viewElements } from './view-elements.js';

export type Values = Readonly<Record<string, Readonly<Record<string, Json>>>>;

/** A modal or a Home tab with what its person has done in it. */
export interface StoredView {
  id: string;
  hash: string;
  user: string;
  /** Where the modal was asked for; null: in another view. */
  channelId: string | null;
  /** As the app sent it. */
  content: Json;
  /** Its blocks, every one with ids. */
  blocks: readonly Json[];
  rootViewId: string;
  previousViewId: string | null;
  values: Values;
  errors: Readonly<Record<string, string>>;
  /** Options that the app has suggested, by block and action. */
  suggested: ReadonlyMap<string, readonly Json[]>;
}

export interface ViewStore {
  /** A new stack of this one modal, in the place of any other. */
  open(content: Json, trigger: Trigger): StoredView;
  /** On top of the user's stack; null: three lie there already. */
  push(content: Json, trigger: Trigger): StoredView | null;
  /** The same view with other content and a new hash: inputs that stay keep what was filled in. */
  update(view: StoredView, content: Json): StoredView;
  publish(user: string, content: Json): StoredView;
  find(id: string): StoredView | null;
  findByExternalId(externalId: string): StoredView | null;
  /** Root first. */
  stack(user: string): readonly StoredView[];
  home(user: string): StoredView | null;
  /** Takes a modal away, and all that lies on it; these, the top first. */
  close(view: StoredView): readonly StoredView[];
  fill(view: StoredView, target: ElementTarget, state: Json): StoredView;
  refuse(view: StoredView, errors: Readonly<Record<string, string>>): void;
  suggest(view: StoredView, target: ElementTarget, options: readonly Json[]): void;
}

/** Modals by user, one stack each, and Home tabs; `changed` is called after every change. */
export function createViewStore(
  now: () => number,
  newId: (prefix: string) => string,
  changed: () => void,
): ViewStore {
  const stacks = new Map<string, readonly StoredView[]>();
  const homes = new Map<string, StoredView>();
  const stack = (user: string) => stacks.get(user) ?? [];
  const all = () => [...homes.values(), ...[...stacks.values()].flat()];

  const place = (view: StoredView): StoredView => {
    if (homes.get(view.user)?.id === view.id) homes.set(view.user, view);
    stacks.set(
      view.user,
      stack(view.user).map((one) => (one.id === view.id ? view : one)),
    );
    changed();
    return view;
  };
  const create = (content: Json, { userId, channelId }: Trigger, below: StoredView | null): StoredView => {
    const id = newId('V');
    const facts = { id, user: userId, channelId, suggested: new Map<string, readonly Json[]>() };
    const links = { rootViewId: below?.rootViewId ?? id, previousViewId: below?.id ?? null };
    return { ...facts, ...links, errors: {}, ...filled(content, channelId, {}) };
  };
  const filled = (content: Json, channelId: string | null, kept: Values) => {
    const hash = `${Math.floor(now() / 1000)}.${newId('h')}`;
    const blocks = withIds(Array.isArray(content.blocks) ? content.blocks.filter(isJson) : [], hash);
    return { hash, content, blocks, values: valuesOf(blocks, channelId, kept) };
  };

  return {
    open(content, trigger) {
      const view = create(content, trigger, null);
      stacks.set(trigger.userId, [view]);
      changed();
      return view;
    },
    push(content, trigger) {
      const below = stack(trigger.userId);
      if (below.length >= LIMITS.view.stack) return null;
      const view = create(content, trigger, below.at(-1) ?? null);
      stacks.set(trigger.userId, [...below, view]);
      changed();
      return view;
    },
    update: (view, content) =>
      place({ ...view, errors: {}, ...filled(content, view.channelId, view.values) }),
    publish(user, content) {
      const before = homes.get(user);
      const view = create(content, { userId: user, channelId: null }, null);
      homes.set(user, before ? { ...view, id: before.id, rootViewId: before.id } : view);
      changed();
      return homes.get(user) ?? view;
    },
    find: (id) => all().find((view) => view.id === id) ?? null,
    findByExternalId: (id) => all().find((view) => view.content.external_id === id) ?? null,
    stack,
    home: (user) => homes.get(user) ?? null,
    close(view) {
      const open = stack(view.user);
      const at = open.findIndex((one) => one.id === view.id);
      if (at < 0) return [];
      stacks.set(view.user, open.slice(0, at));
      changed();
      return open.slice(at).reverse();
    },
    fill(view, { blockId, actionId }, state) {
      const values = { ...view.values, [blockId]: { ...view.values[blockId], [actionId]: state } };
      const errors = Object.fromEntries(Object.entries(view.errors).filter(([block]) => block !== blockId));
      return place({ ...view, values, errors });
    },
    refuse: (view, errors) => void place({ ...view, errors }),
    suggest(view, target, options) {
      const key = suggestionKey(target);
      place({ ...view, suggested: new Map(view.suggested).set(key, options) });
    },
  };
}

/** The name under which suggestions for an element are kept. */
export function suggestionKey({ blockId, actionId }: ElementTarget): string {
  return JSON.stringify([blockId, actionId]);
}

/** The state of every element that keeps one: what was kept for it, or what it begins with. */
function valuesOf(blocks: readonly Json[], channelId: string | null, kept: Values): Values {
  const values: Record<string, Record<string, Json>> = {};
  for (const { blockId, actionId, element } of viewElements(blocks)) {
    if (!keepsState(element.type)) continue;
    const before = kept[blockId]?.[actionId] ?? {};
    const state = before.type === element.type ? before : initialState(element, channelId);
    values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
}
