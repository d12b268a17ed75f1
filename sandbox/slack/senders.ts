import type { AppLink } from './app-link.js';
import type { ContentRules } from './message-content.js';
import type { ResponseUrlGrant } from './response-url.js';
import type { Workspace } from './workspace.js';

/** What typing a command and pressing a button need. */
export interface Senders {
  workspace: Workspace;
  link: AppLink;
  /** A whole new response_url. */
  grantUrl(grant: ResponseUrlGrant): string;
  rules(): ContentRules;
}
