import type { SelectOption, ShownFile, ShownHome, ShownMessage, ShownView } from '../slack/contract.js';

/** What page and server say to each other; types only, so that both sides can read it. */

/** One server-sent event: all that the page shows for one channel and one person. */
export interface PageState {
  /** Name of the workspace, above the channels. */
  title: string;
  /** Example command lines, whole: "/kubecent namespaces 7d". */
  hints: readonly string[];
  channels: readonly PageChannel[];
  /** The direct messages of this person with the app. */
  direct: PageChannel;
  users: readonly PageUser[];
  /** The channel and person that `messages` belongs to; "home": the Home tab of the app. */
  channel: string;
  user: string;
  /** Oldest first; deleted ones are left out. */
  messages: readonly ShownMessage[];
  /** The files that these messages carry. */
  files: readonly PageFile[];
  /** The Home tab of this person; null: the app has published none. */
  home: ShownHome | null;
  /** The modal that lies on top for this person; null: none is open. */
  view: ShownView | null;
  /** Milliseconds since 1970 on the clock of this workspace. */
  nowMs: number;
  /** Whether POST /clock moves that clock. */
  clockMoves: boolean;
}

export interface PageChannel {
  id: string;
  name: string;
  /** False: the app answers commands here, but cannot post by itself. */
  botIsMember: boolean;
  /** Time stamp of its newest message as this person sees it; null while it is empty. */
  latestTs: string | null;
}

/** A file without its bytes: these are at /files/<id>. */
export interface PageFile extends Pick<ShownFile, 'id' | 'name' | 'title' | 'mimetype' | 'altText'> {
  sizeBytes: number;
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

/** Body of POST /say: a message for people, and for the app where it hears of it. */
export interface SayRequest {
  /** "@kubecent" in it mentions the app. */
  text: string;
  channel: string;
  user: string;
  /** Of the message that this is a reply to. */
  threadTs?: string;
}

/** Body of POST /open: a person opens a tab of the app. */
export interface OpenRequest {
  user: string;
  tab: 'home' | 'messages';
}

/** Body of POST /options: what is typed into an external select of a message. */
export interface MessageOptionsRequest {
  ts: string;
  actionId: string;
  blockId: string;
  typed: string;
  channel: string;
  user: string;
}

/** Body of POST /press. */
export interface PressRequest {
  ts: string;
  actionId: string;
  blockId: string;
  /** Of the option that was picked from a menu, or what was chosen in a select or a picker. */
  value?: string | readonly string[];
  channel: string;
  user: string;
}

/** Body of POST /view/submit and /view/close. */
export interface ViewRequest {
  viewId: string;
  user: string;
}

/** Body of POST /view/press. */
export interface ViewPressRequest extends ViewRequest {
  actionId: string;
  blockId: string;
  value?: string;
}

/** Body of POST /view/fill. */
export interface ViewFillRequest extends ViewRequest {
  actionId: string;
  blockId: string;
  value: string | readonly string[];
}

/** Body of POST /view/options: what is typed into an external select. */
export interface ViewOptionsRequest extends ViewRequest {
  actionId: string;
  blockId: string;
  typed: string;
}

/** Body of POST /clock. */
export interface ClockRequest {
  /** Whole milliseconds, forwards. */
  moveMs: number;
}

/** How the app answered POST /view/options. */
export interface OptionsOutcome extends Outcome {
  options?: readonly SelectOption[];
}

/** How the app took a command or an interaction; `error` is Slack's word for it, or null. */
export interface Outcome {
  error: string | null;
  /** Milliseconds until the app acknowledged; 0 when it never did. */
  ackMs: number;
  /** Of a message: the app was not told of it. */
  unheard?: true;
  /** Set by the page where the request did not reach the double. */
  unsent?: true;
}
