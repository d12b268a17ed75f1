/** Base of every error that Kubecent raises on purpose. */
export class KubecentError extends Error {
  /** Stable, upper snake case: for logs, programs and tests. */
  readonly code: string;
  /** One sentence that is safe to show to anybody: what happened and what to do. Plain text, not escaped. */
  readonly userMessage: string;
  /** True when the same call may succeed later without anybody changing anything. */
  readonly retryable: boolean;

  constructor(facts: { code: string; userMessage: string; retryable?: boolean; cause?: unknown }) {
    super(facts.userMessage, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.code = facts.code;
    this.userMessage = facts.userMessage;
    this.retryable = facts.retryable ?? false;
  }
}

/** Something to press instead: a label and the command line behind it. */
export interface Suggestion {
  label: string;
  command: string;
}

/** A name that exists nowhere, of what, and the nearest that do. */
export interface UnknownName {
  dimension: string;
  value: string;
  nearest: readonly string[];
}

/** The question was not understood or names what does not exist; nothing was executed. */
export class NotUnderstood extends KubecentError {
  readonly suggestions: readonly Suggestion[];
  /** The names that do not exist, the first of them in the message: whoever knows the line can write it anew. */
  readonly unknown: readonly UnknownName[];

  constructor(
    userMessage: string,
    suggestions: readonly Suggestion[] = [],
    code = 'NOT_UNDERSTOOD',
    unknown: readonly UnknownName[] = [],
  ) {
    super({ code, userMessage });
    this.suggestions = suggestions;
    this.unknown = unknown;
  }
}
