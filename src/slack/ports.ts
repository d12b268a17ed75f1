import type { Document } from '../reports/document.js';
import type { CsvTable } from '../reports/report.js';

/** How Slack is reached. */
export interface SlackConnection {
  /** `http`: Slack calls us with signed requests. `socket`: we call Slack and keep the line open. */
  mode: 'http' | 'socket';
  botToken: string;
  /** Needed in `http` mode. */
  signingSecret: string | null;
  /** Needed in `socket` mode. */
  appToken: string | null;
  /** Address of the Web API: Slack's own, or a double's. */
  apiUrl: string;
  /** Where Slack's requests come in, in `http` mode; 0: any free port. */
  port: number;
}

/** What is told and heard while a line is being answered. */
export interface AnswerContext {
  /** Called with a few words on what is being done, for those who wait. */
  onProgress?: (text: string) => void;
  /** Aborted when nobody will read the answer any more. */
  signal?: AbortSignal;
  /** Slack's id of who asks. */
  asker?: string;
}

/**
 * Answers one command line, typed or pressed, without the slash command.
 * Throws NotUnderstood for what is not a command, and other KubecentErrors for what cannot be answered.
 */
export type AnswerLine = (line: string, context: AnswerContext) => Promise<Document>;

/**
 * What Slack told of, over all processes that answer it: it tells of an event again where it heard no answer, and of the
 * second half of a double click to another process.
 */
export interface SeenEvents {
  /** Claims one by its id: true for the first who asks, false for all others. */
  first(id: string): Promise<boolean>;
}

/** Answers one command line with its whole table, and the line in its plain form. Throws as AnswerLine does. */
export type CsvOf = (line: string, context: AnswerContext) => Promise<CsvTable & { command: string }>;

/** Time, so that tests need not wait. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once after `delayMs`; returns what calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** The machine's own clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Resolves after `delayMs` of that clock, or as soon as `signal` is aborted. */
export function pause(clock: Clock, delayMs: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      callOff();
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const callOff = clock.after(delayMs, end);
    signal?.addEventListener('abort', end);
  });
}
