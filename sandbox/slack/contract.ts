/** What tests, the demo and the page see of the Slack double. Shapes are Slack's own where Slack has one. */

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
}

/** What the app answered to a signed request. */
export interface Delivery {
  status: number;
  body: string;
  /** Milliseconds until the acknowledgement. */
  ackMs: number;
  /** The response_url that was handed out. */
  responseUrl: string;
  /** Absent: acknowledged with 200 in time. Else Slack's code, such as "operation_timeout" or "http_service_error". */
  failure?: string;
}

/** What can be made to go wrong; null or absent: nothing. */
export interface SlackFaults {
  /** Every block whose type begins with `data_` is refused with invalid_blocks. */
  refuseDataBlocks?: boolean;
  /** The next N calls of a method ('*': any) end so. */
  next?: readonly {
    method: string;
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
  /** All messages of a channel, oldest first, as `user` sees them. */
  messages(channel: string, user?: string): readonly ShownMessage[];
  /** Types a slash command: sends Slack's signed request to the app. */
  command(
    text: string,
    from?: { channel?: string; user?: string; command?: string; forge?: Forgery },
  ): Promise<Delivery>;
  /** Presses a button: Slack's signed block_actions request, with a response_url that replaces the message. */
  press(
    ts: string,
    button: { actionId: string; blockId: string },
    from?: { channel?: string; user?: string; forge?: Forgery },
  ): Promise<Delivery>;
  connectApp(requestUrl: string): void;
  setFaults(faults: SlackFaults): void;
  /** Called after every change of messages; returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Ends every Socket Mode connection as Slack does for a refresh: a `disconnect` message, then a close. */
  refreshSockets(): void;
  stop(): Promise<void>;
}
