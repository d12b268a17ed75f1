import { KubecentError } from '../errors.js';

/**
 * What can go wrong with one OpenCost. `userMessage` never holds an address, a query or a secret;
 * `cause` keeps the details for the log, without the headers that were sent.
 */
export abstract class OpenCostError extends KubecentError {
  /** True when asking again within seconds may succeed and costs OpenCost little: docs/opencost-integration.md. */
  readonly retryAtOnce: boolean;

  constructor(facts: {
    code: string;
    userMessage: string;
    retryable: boolean;
    retryAtOnce?: boolean;
    cause?: unknown;
  }) {
    super(facts);
    this.retryAtOnce = facts.retryAtOnce ?? false;
  }
}

/** No connection: refused, reset, or the name is not known. */
export class OpenCostUnreachable extends OpenCostError {
  constructor(what: string, retryAtOnce: boolean, cause?: unknown) {
    super({
      code: 'OPENCOST_UNREACHABLE',
      userMessage: `OpenCost cannot be reached (${what}); check that it is running and that its address is right.`,
      retryable: true,
      retryAtOnce,
      cause,
    });
  }
}

/** A certificate that is not trusted, or no TLS where TLS was expected. */
export class OpenCostUntrusted extends OpenCostError {
  constructor(what: string, cause?: unknown) {
    super({
      code: 'OPENCOST_TLS',
      userMessage: `The connection to OpenCost is not trusted (${what}); give the certificate of its authority in OPENCOST_CA.`,
      retryable: false,
      cause,
    });
  }
}

/** 429, 502, 503, 504: whatever stands before OpenCost gave up. */
export class OpenCostUnavailable extends OpenCostError {
  constructor(status: number, retryAtOnce: boolean, cause?: unknown) {
    super({
      code: 'OPENCOST_UNAVAILABLE',
      userMessage: `OpenCost is not available now (status ${status} from what stands before it); it may be restarting, try again in a minute.`,
      retryable: true,
      retryAtOnce,
      cause,
    });
  }
}

/** Not asked again at once: OpenCost goes on computing after the caller has left. */
export class OpenCostTimeout extends OpenCostError {
  constructor(afterMs: number | null, cause?: unknown) {
    const after = afterMs === null ? 'in time' : `within ${Number((afterMs / 1000).toFixed(1))} s`;
    super({
      code: 'OPENCOST_TIMEOUT',
      userMessage: `OpenCost did not answer ${after}; try again in a few minutes, or allow it more time (OPENCOST_DAY_TIMEOUT_MS, OPENCOST_TIMEOUT_MS).`,
      retryable: true,
      cause,
    });
  }
}

/** The caller gave up. */
export class OpenCostCancelled extends OpenCostError {
  constructor(cause?: unknown) {
    super({
      code: 'OPENCOST_CANCELLED',
      userMessage: 'The question to OpenCost was cancelled; ask again if you still need the answer.',
      retryable: true,
      cause,
    });
  }
}

/** 401, 403, 407. */
export class OpenCostAuth extends OpenCostError {
  constructor(status: number, cause?: unknown) {
    super({
      code: 'OPENCOST_AUTH',
      userMessage: `OpenCost refused our credentials (status ${status}); check OPENCOST_TOKEN, or OPENCOST_USER and OPENCOST_PASSWORD.`,
      retryable: false,
      cause,
    });
  }
}

/** Redirects are refused: they would carry credentials elsewhere, or end at a login page. */
export class OpenCostRedirect extends OpenCostError {
  constructor(status: number, toLogin: boolean, cause?: unknown) {
    super({
      code: 'OPENCOST_REDIRECT',
      userMessage: toLogin
        ? `OpenCost sent us to a login page (status ${status}); give Kubecent a token or a password that what stands before it accepts.`
        : `OpenCost sent us to another address (status ${status}); set its address to where it really answers.`,
      retryable: false,
      cause,
    });
  }
}

/** Something answers, but it is not OpenCost's API: a page, a text, another program's JSON, 404. */
export class NotOpenCost extends OpenCostError {
  /** True for a web page with a good status: a web server or a login stands before OpenCost. */
  readonly isPage: boolean;

  constructor(what: string, cause?: unknown, isPage = false) {
    super({
      code: 'OPENCOST_NOT_OPENCOST',
      userMessage: `What answers at OpenCost's address is not its API (${what}); check the address, its port and its path (often /model), and whether a login stands before it.`,
      retryable: false,
      cause,
    });
    this.isPage = isPage;
  }
}
