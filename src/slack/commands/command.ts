import type { Document } from '../../reports/document.js';

/** Somebody who typed a line or pressed a button. */
export interface Asker {
  user: string;
  channel: string;
  workspace: string;
  /** Opens one form within three seconds; null where there is none any more. */
  triggerId: string | null;
}

/** A command that is not a report: one file that makes it, and one line in `index.ts`. */
export interface SlackCommand {
  name: string;
  aliases: readonly string[];
  /** One line for help. */
  summary: string;
  /** Lines that work; the first is the plainest. */
  examples: readonly string[];
  /** Answers the rest of the line; null: a form was opened, and nothing is to be said. Throws KubecentError. */
  run(rest: string, asker: Asker): Promise<Document | null>;
}
