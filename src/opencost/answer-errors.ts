import { OpenCostError } from './errors.js';

/** Status 200 and no body: OpenCost could not print its own answer (a NaN inside volumes or load balancers). */
export class OpenCostEmptyBody extends OpenCostError {
  constructor(cause?: unknown) {
    super({
      code: 'OPENCOST_EMPTY_BODY',
      userMessage:
        'OpenCost answered with an empty body, as it does when a figure of a volume or load balancer is not a number; look into its log.',
      retryable: false,
      cause,
    });
  }
}

/** OpenCost is up and could not get its data. `phrase`: Prometheus' own words where they are plain and short. */
export class OpenCostPrometheus extends OpenCostError {
  constructor(facts: { phrase: string | null; retryAtOnce: boolean; cause?: unknown }) {
    const why = facts.phrase === null ? '' : ` (${facts.phrase})`;
    super({
      code: 'OPENCOST_PROMETHEUS',
      userMessage: `OpenCost could not get its data from Prometheus${why}; check that Prometheus is up and not overloaded, then try again.`,
      retryable: true,
      retryAtOnce: facts.retryAtOnce,
      cause: facts.cause,
    });
  }
}

/** OpenCost did not accept the question. */
export class OpenCostBadRequest extends OpenCostError {
  constructor(what: string, cause?: unknown) {
    super({
      code: 'OPENCOST_BAD_REQUEST',
      userMessage: `OpenCost cannot answer such a question (${what}); try another window, and report it if it goes on.`,
      retryable: false,
      cause,
    });
  }
}

/** A status or an error that has no class of its own. */
export class OpenCostFailed extends OpenCostError {
  constructor(status: number, cause?: unknown) {
    super({
      code: 'OPENCOST_FAILED',
      userMessage: `OpenCost failed with an error of its own (status ${status}); try again later and look into its log.`,
      retryable: true,
      cause,
    });
  }
}

/** The answer broke off. Rows that were already handed over cannot be taken back: throw them away and ask anew. */
export class OpenCostTruncated extends OpenCostError {
  constructor(rows: number, cause?: unknown) {
    super({
      code: 'OPENCOST_TRUNCATED',
      userMessage: `OpenCost's answer broke off after ${rows} ${rows === 1 ? 'row' : 'rows'}; it or what stands before it may have been restarted, try again.`,
      retryable: true,
      retryAtOnce: true,
      cause,
    });
  }
}

/** The answer is complete, but not well-formed. */
export class OpenCostMalformed extends OpenCostError {
  constructor(what: string, cause?: unknown) {
    super({
      code: 'OPENCOST_MALFORMED',
      userMessage: `OpenCost's answer is not well-formed (${what}); something on the way may have changed it.`,
      retryable: false,
      cause,
    });
  }
}

/** A field has another type than OpenCost gives it, or is missing. Names the field, never its value. */
export class OpenCostWrongType extends OpenCostError {
  readonly field: string;

  constructor(field: string, cause?: unknown) {
    super({
      code: 'OPENCOST_WRONG_TYPE',
      userMessage: `OpenCost's answer has an unexpected value in the field ${field}; this version of OpenCost may not be supported.`,
      retryable: false,
      cause,
    });
    this.field = field;
  }
}

/** The answer passed the limit. */
export class OpenCostTooLarge extends OpenCostError {
  constructor(limitBytes: number) {
    super({
      code: 'OPENCOST_TOO_LARGE',
      userMessage: `OpenCost's answer is larger than ${Math.floor(limitBytes / 1_000_000)} MB and was not read; the cluster is too large for this grain.`,
      retryable: false,
    });
  }
}
