import type { ShownMessage } from '../slack/contract.js';

/** What page and server say to each other; types only, so that both sides can read it. */

/** One server-sent event: all that the page shows for one channel and one person. */
export interface PageState {
  /** Name of the workspace, above the channels. */
  title: string;
  /** Example command lines, whole: "/kubecent namespaces 7d". */
  hints: readonly string[];
  channels: readonly PageChannel[];
  users: readonly PageUser[];
  /** The channel and person that `messages` belongs to. */
  channel: string;
  user: string;
  /** Oldest first; deleted ones are left out. */
  messages: readonly ShownMessage[];
}

export interface PageChannel {
  id: string;
  name: string;
  /** False: the app answers commands here, but cannot post by itself. */
  botIsMember: boolean;
  /** Time stamp of its newest message as this person sees it; null while it is empty. */
  latestTs: string | null;
}

export interface PageUser {
  id: string;
  name: string;
}

/** Body of POST /command. */
export interface CommandRequest {
  /** The whole line as typed, slash included. */
  line: string;
  channel: string;
  user: string;
}

/** Body of POST /press. */
export interface PressRequest {
  ts: string;
  actionId: string;
  blockId: string;
  channel: string;
  user: string;
}

/** How the app took a command or a press; `error` is Slack's word for it, or null. */
export interface Outcome {
  error: string | null;
  /** Milliseconds until the app acknowledged; 0 when it never did. */
  ackMs: number;
  /** Set by the page where the request did not reach the double. */
  unsent?: true;
}
