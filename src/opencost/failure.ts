import { OpenCostBadRequest, OpenCostFailed, OpenCostPrometheus } from './answer-errors.js';
import {
  NotOpenCost,
  OpenCostAuth,
  type OpenCostError,
  OpenCostRedirect,
  OpenCostTimeout,
  OpenCostUnavailable,
  OpenCostUnreachable,
  OpenCostUntrusted,
} from './errors.js';
import type { AnswerHead } from './exchange.js';

const connectionFaults: Readonly<Record<string, readonly [what: string, retryAtOnce: boolean]>> = {
  ECONNREFUSED: ['connection refused', true],
  ECONNRESET: ['connection reset', true],
  EPIPE: ['connection reset', true],
  ECONNABORTED: ['connection reset', true],
  EAI_AGAIN: ['its name could not be looked up', true],
  ENOTFOUND: ['its name is not known', false],
  EHOSTUNREACH: ['no way to its network', true],
  ENETUNREACH: ['no way to its network', true],
  ETIMEDOUT: ['no answer from its network', false],
};

const trustFaults: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in its chain',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'unknown certificate authority',
  UNABLE_TO_GET_ISSUER_CERT: 'unknown certificate authority',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unknown certificate authority',
  CERT_HAS_EXPIRED: 'certificate expired',
  CERT_NOT_YET_VALID: 'certificate not valid yet',
  ERR_TLS_CERT_ALTNAME_INVALID: 'certificate for another name',
};

/** A connection that failed before an answer, by Node's code. `cause` goes into the error. */
export function connectionFailure(fault: unknown, cause: Error): OpenCostError {
  const code = String((fault as { code?: unknown }).code ?? '');
  const trust = trustFaults[code];
  if (trust !== undefined) return new OpenCostUntrusted(trust, cause);
  if (code.startsWith('ERR_SSL_') || code === 'EPROTO') {
    const plain = /wrong version number|packet length too long|http request/i.test(cause.message);
    return plain
      ? new NotOpenCost('it does not speak TLS', cause)
      : new OpenCostUntrusted('TLS handshake failed', cause);
  }
  if (code.startsWith('HPE_')) return new NotOpenCost('it does not speak HTTP', cause);
  const [what, retryAtOnce] = connectionFaults[code] ?? ['the connection failed', false];
  return new OpenCostUnreachable(what, retryAtOnce, cause);
}

/** What an answer that is no data says, and what was asked. */
export interface Refusal {
  head: AnswerHead;
  /** The body as text, or the message of its envelope. */
  text: string;
  /** True for questions that OpenCost goes on computing after the caller has left. */
  expensive: boolean;
  cause: Error;
}

/** True for the one error that only means: nothing in this window. */
export function meansNoData(text: string): boolean {
  return text.includes('has empty AssetSet');
}

/** The error for a status other than 2xx, or for an envelope that carries such a code. */
export function refusalFailure(refusal: Refusal): OpenCostError {
  const { cause, text } = refusal;
  const { status } = refusal.head;
  if (status >= 300 && status < 400)
    return new OpenCostRedirect(status, isLogin(refusal.head.location), cause);
  if (status === 401 || status === 403 || status === 407) return new OpenCostAuth(status, cause);
  if (status === 404 || status === 405) return new NotOpenCost(`status ${status}`, cause);
  if (status === 408 || (status === 504 && refusal.expensive)) return new OpenCostTimeout(null, cause);
  if (status === 429) return new OpenCostUnavailable(status, false, cause);
  if (status < 500) return new OpenCostBadRequest(requestFault(text), cause);
  if (status >= 502 && status <= 504) return new OpenCostUnavailable(status, true, cause);
  if (/illegal window|bad request|parsing filter|Invalid (filter|step|window)/i.test(text)) {
    return new OpenCostBadRequest(requestFault(text), cause);
  }
  if (/prometheus|error computing|request error|query error/i.test(text)) {
    const restarting = /connect: connection refused|connection reset by peer/.test(text);
    return new OpenCostPrometheus({ phrase: prometheusPhrase(text), retryAtOnce: restarting, cause });
  }
  return new OpenCostFailed(status, cause);
}

function isLogin(location: string): boolean {
  return /log[-_]?in|sign[-_]?in|oauth|openid|saml|sso|\bauth|dex/i.test(location);
}

function requestFault(text: string): string {
  if (/illegal window|'?window'?/i.test(text)) return 'it does not accept the window';
  if (/filter/i.test(text)) return 'it does not accept the filter';
  return 'it does not accept the request';
}

/** Prometheus' own error where it is plain words: nothing with an address, a query or a name in it. */
export function prometheusPhrase(text: string): string | null {
  const stated = /\\?"error\\?"\s*:\s*\\?"([^"\\]{1,200})/.exec(text)?.[1];
  if (stated !== undefined) return /^[A-Za-z][A-Za-z ,]{2,99}$/.test(stated) ? stated : null;
  return /connect: connection refused/.test(text) ? 'connection refused' : null;
}
