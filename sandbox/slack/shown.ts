/** What people see: messages, files, modals and Home tabs as they are now. */

/** A message as a person in the channel sees it now. */
export interface ShownMessage {
  ts: string;
  channel: string;
  /** Set: only this user sees it. */
  ephemeralFor: string | null;
  author: 'app' | 'person';
  userName: string;
  text: string;
  blocks: readonly Readonly<Record<string, unknown>>[];
  threadTs: string | null;
  edited: boolean;
  /** True once a press on it has deleted it. */
  deleted: boolean;
  /** What it was posted with for other apps to read; people do not see it. */
  metadata: { event_type: string; event_payload: Record<string, unknown> } | null;
  /** What can be downloaded from it: ids of `files()`. */
  fileIds: readonly string[];
}

/** A file whose upload is complete. */
export interface ShownFile {
  id: string;
  name: string;
  title: string;
  /** Found in the bytes for pictures, otherwise by the end of the name. */
  mimetype: string;
  bytes: Uint8Array;
  /** For people who do not see the picture; '': none was given. */
  altText: string;
  /** The user id of whoever uploaded it: the bot's for the app. */
  user: string;
  /** The messages that carry it; empty: only its owner has it. */
  sharedIn: readonly { channel: string; ts: string; threadTs: string | null }[];
}

/** A modal as one person sees it now. */
export interface ShownView {
  id: string;
  hash: string;
  user: string;
  callbackId: string;
  title: string;
  submit: string | null;
  close: string | null;
  blocks: readonly Readonly<Record<string, unknown>>[];
  privateMetadata: string;
  rootViewId: string;
  previousViewId: string | null;
  /** What the person has filled in: block_id -> action_id -> Slack's state value. */
  values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Messages beside inputs after a refused submission: block_id -> text. */
  errors: Readonly<Record<string, string>>;
}

/** A Home tab as its user sees it now. */
export type ShownHome = Pick<ShownView, 'id' | 'hash' | 'user' | 'blocks' | 'values'>;
