import type { AppLink } from './app-link.js';
import type { ContentRules } from './message-content.js';
import type { ResponseUrlGrant } from './response-url.js';
import type { SentEvents } from './sent-events.js';
import type { Workspace } from './workspace.js';

/** What it takes to send something to the app: a command, a press, an event. */
export interface Senders {
  workspace: Workspace;
  link: AppLink;
  /** A whole new response_url. */
  grantUrl(grant: ResponseUrlGrant): string;
  rules(): ContentRules;
  /** What the bot token has been granted: without the scope no event comes. */
  scopes: readonly string[];
  sentEvents: SentEvents;
}
