/** What tests, the demo and the page see of the Slack double. Shapes are Slack's own where Slack has one. */

import type { ShownFile, ShownHome, ShownMessage, ShownView } from './shown.js';

export type { ShownFile, ShownHome, ShownMessage, ShownView };

export interface SlackDoubleOptions {
  /** 0: any free port. */
  port?: number;
  signingSecret: string;
  botToken: string;
  /** Where commands and presses are sent: the app's request URL. May be set later with `connectApp`. */
  requestUrl?: string;
  /** Channels a command can be typed in; the bot is a member of the first. */
  channels?: readonly { id: string; name: string; botIsMember: boolean }[];
  users?: readonly { id: string; name: string; admin: boolean; timeZone: string }[];
  /** Absent: no app token is valid, so Socket Mode cannot be opened. */
  appToken?: string;
  /** Milliseconds since 1970; absent: the real clock. Rules lifetimes of response_urls and trigger_ids and every time shown. */
  now?: () => number;
  /** How long the app may take to acknowledge; Slack's own 3,000 where absent. Real time, not `now`. */
  ackTimeoutMs?: number;
  /** Calls kept in `calls`, the newest; 1,000 where absent. */
  maxCalls?: number;
  /** What the bot token may do; absent: commands, chat:write, users:read, files:write, files:read, app_mentions:read, im:history. */
  scopes?: readonly string[];
  /** chat.postMessage is limited to one per channel in so many milliseconds of `now` (without `now`: of a steady clock). Absent: no limit. */
  pacePerChannelMs?: number;
}

/** A request that the app must refuse: signed with another secret, six minutes old, or dated one hour ahead. */
export type Forgery = 'bad_secret' | 'stale' | 'future';

/** One call that reached the double, in order. */
export interface RecordedCall {
  /** "chat.postMessage", "response_url", … */
  method: string;
  args: Readonly<Record<string, unknown>>;
  status: number;
  /** What was answered: parsed JSON or text. */
  answer: unknown;
  atMs: number;
}

/** Which element of a message or a view: Slack's two ids. */
export interface ElementTarget {
  actionId: string;
  blockId: string;
}

/** An entry of a select, as Slack hands it to the app and the app to Slack. */
export interface SelectOption {
  text: { type: string; text: string };
  value: string;
}

/** What the app answered to a signed request. */
export interface Delivery {
  status: number;
  body: string;
  /** Milliseconds until the acknowledgement. */
  ackMs: number;
  /** The response_url that was handed out. */
  responseUrl: string;
  /** Of an event alone: its id, which `retry` takes. */
  eventId?: string;
  /** Absent: acknowledged with 200 in time. Else Slack's code, such as "operation_timeout" or "http_service_error". */
  failure?: string;
}

/** What can be made to go wrong; null or absent: nothing. */
export interface SlackFaults {
  /** Every block whose type begins with `data_` is refused with invalid_blocks. */
  refuseDataBlocks?: boolean;
  /** What may be uploaded: 'off' is file_uploads_disabled, 'images_only' refuses the rest with file_uploads_except_images_disabled. */
  fileUploads?: 'allowed' | 'images_only' | 'off';
  /** For so many milliseconds of `now` a completed file has no type yet, and blocks that show it are invalid_blocks. */
  fileProcessingMs?: number;
  /** Off: views.publish is not_enabled. */
  homeTab?: 'on' | 'off';
  /** The next N calls of a method ('*': any) end so. */
  next?: readonly {
    method: string;
    /** Only calls whose `channel` is this. */
    channel?: string;
    times: number;
    kind: 'rate_limited' | 'server_error' | 'reset_before' | 'reset_after' | 'slow' | 'error';
    /** For 'error': Slack's code; for 'rate_limited': seconds; for 'slow': milliseconds. */
    detail?: string | number;
  }[];
}

export interface SlackDouble {
  /** "http://127.0.0.1:1234"; the Web API is at `${url}/api/`. */
  readonly url: string;
  readonly calls: readonly RecordedCall[];
  /** The channels and users it was started with (or its own defaults); the first user is the default author. */
  readonly channels: readonly { id: string; name: string; botIsMember: boolean }[];
  readonly users: readonly { id: string; name: string; admin: boolean; timeZone: string }[];
  /** The id of the direct messages between a user (the first where absent) and the bot: a channel like any other. */
  directChannel(user?: string): string;
  /** All messages of a channel, oldest first, as `user` sees them. */
  messages(channel: string, user?: string): readonly ShownMessage[];
  /** All files, oldest first. */
  files(): readonly ShownFile[];
  /** A file of a person (the first where absent), which the app does not own; its id. */
  addFile(file: { name: string; bytes: Uint8Array; user?: string }): string;
  /** Types a slash command: sends Slack's signed request to the app. */
  command(
    text: string,
    from?: { channel?: string; user?: string; command?: string; forge?: Forgery },
  ): Promise<Delivery>;
  /**
   * Presses a button, or picks the option `value` of a static_select or an overflow menu: Slack's signed block_actions
   * request, with a response_url that replaces the message.
   */
  press(
    ts: string,
    button: ElementTarget & { value?: string },
    from?: { channel?: string; user?: string; forge?: Forgery },
  ): Promise<Delivery>;
  /** The open modals of a user (the first where absent): the root first, the one on top last. */
  views(user?: string): readonly ShownView[];
  /** The Home tab of a user as last published; null: never. */
  home(user?: string): ShownHome | null;
  /**
   * Fills in an element of the modal on top, or of a Home tab, as a person would; '' or [] empties it. One string for what
   * holds one value (text, an option's value, an id, "HH:MM", "YYYY-MM-DD"), a list for what holds several. What is not
   * in an input block, or is dispatched, sends a signed block_actions; null: nothing was sent. Throws where a person could not.
   */
  fill(
    viewId: string,
    target: ElementTarget,
    value: string | readonly string[],
    from?: { forge?: Forgery },
  ): Promise<Delivery | null>;
  /** Presses a button of the modal on top or of a Home tab (`value`: picks from its overflow menu). */
  pressInView(
    viewId: string,
    target: ElementTarget & { value?: string },
    from?: { forge?: Forgery },
  ): Promise<Delivery>;
  /**
   * Submits the modal on top and does what the acknowledgement says. The client itself refuses empty required inputs:
   * nothing is sent then, and the failure is "required".
   */
  submit(viewId: string, from?: { forge?: Forgery }): Promise<Delivery>;
  /** Closes a modal and all that lies on it; what was sent, if it has notify_on_close. */
  closeView(viewId: string, from?: { forge?: Forgery }): Promise<Delivery | null>;
  /** Types into an external select: Slack's signed block_suggestion, and the options that came back. `fill` takes their values. */
  options(
    viewId: string,
    target: ElementTarget,
    typed: string,
    from?: { forge?: Forgery },
  ): Promise<{ delivery: Delivery; options: readonly SelectOption[] }>;
  /** Opens a tab of the app (Home where absent): sends app_home_opened, for Home with the view if one was published. */
  openHome(user?: string, tab?: 'home' | 'messages'): Promise<Delivery>;
  /** Whom a text mentions to speak to the app: `<@${botUserId}> help`. */
  readonly botUserId: string;
  /**
   * Types a message. In direct messages the app gets message.im, in a channel that it is in app_mention if the text
   * mentions it; null: it hears nothing. `bot`: another app writes this. What the app itself posts never comes back to it.
   */
  say(
    text: string,
    from?: {
      channel?: string;
      user?: string;
      threadTs?: string;
      bot?: { id: string; user: string; name: string };
      eventId?: string;
      forge?: Forgery;
    },
  ): Promise<Delivery | null>;
  /** Sends an event again under its id, as Slack does when it heard no 200: the same body, with x-slack-retry-num (1 where absent). */
  retry(eventId: string, retryNum?: number): Promise<Delivery>;
  /** Sends any event as the Events API does; `retryNum` says that it is sent again. */
  event(
    event: Readonly<Record<string, unknown>>,
    options?: { eventId?: string; retryNum?: number; forge?: Forgery },
  ): Promise<Delivery>;
  /** What an administrator may do to a channel; the app hears nothing of it. A deleted one is unknown to it from now on. */
  setChannel(id: string, change: { botIsMember?: boolean; archived?: boolean; deleted?: boolean }): void;
  connectApp(requestUrl: string): void;
  setFaults(faults: SlackFaults): void;
  /** Called after every change of messages, channels or views; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Ends every Socket Mode connection as Slack does for a refresh: a `disconnect` message, then a close. */
  refreshSockets(): void;
  stop(): Promise<void>;
}
