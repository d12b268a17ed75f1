import type { SourceHealth } from '../cost-service/ports.js';
import { createDeadline } from './deadline.js';
import { NotOpenCost, OpenCostError, OpenCostTimeout } from './errors.js';
import { describeAnswer, readText } from './exchange.js';
import { refusalFailure } from './failure.js';
import type { Transport } from './transport.js';

const maxTextBytes = 64_000;

export interface HealthOptions {
  /** For both routes together. */
  timeoutMs: number;
  /** A clock in milliseconds that only goes forward. */
  now: () => number;
}

/**
 * Asks `/healthz` whether OpenCost answers, then `/status` whether Prometheus answers behind it: a status of 200
 * proves nothing there, the text does. Never throws.
 */
export async function checkHealth(transport: Transport, options: HealthOptions): Promise<SourceHealth> {
  const { timeoutMs, now } = options;
  const startedAt = now();
  const deadline = createDeadline({ timeoutMs, onTimeout: () => new OpenCostTimeout(timeoutMs) });
  let latencyMs: number | null = null;
  try {
    await askText(transport, '/healthz', deadline.signal);
    latencyMs = now() - startedAt;
    return { up: true, latencyMs, ...(await askPrometheus(transport, deadline.signal)) };
  } catch (error) {
    const message =
      error instanceof OpenCostError ? error.userMessage : 'OpenCost does not answer as it should.';
    return { up: false, prometheusUp: null, message, latencyMs: latencyMs ?? now() - startedAt };
  } finally {
    deadline.clear();
  }
}

/** A page here means that what answered `/healthz` was the web server before OpenCost: that one error is thrown. */
async function askPrometheus(
  transport: Transport,
  signal: AbortSignal,
): Promise<Pick<SourceHealth, 'prometheusUp' | 'message'>> {
  try {
    const text = await askText(transport, '/status', signal);
    if (/\bError:/.test(text)) {
      const message = 'OpenCost answers, but Prometheus behind it does not; check that Prometheus is up.';
      return { prometheusUp: false, message };
    }
    return { prometheusUp: /\bVersion:/.test(text) ? true : null, message: '' };
  } catch (error) {
    if (error instanceof NotOpenCost && error.isPage) throw error;
    if (!signal.aborted) return { prometheusUp: null, message: '' };
    const message =
      'OpenCost answers, but whether Prometheus does could not be told in time; try again later.';
    return { prometheusUp: null, message };
  }
}

async function askText(transport: Transport, path: string, signal: AbortSignal): Promise<string> {
  const { head, body } = await transport.open(path, signal);
  try {
    const text = await readText(body, maxTextBytes);
    const cause = describeAnswer(head, text, transport.blot);
    if (head.status < 200 || head.status >= 300) {
      throw refusalFailure({ head, text, expensive: false, cause });
    }
    if (head.contentType.includes('text/html')) throw new NotOpenCost('it is a web page', cause, true);
    return text;
  } catch (fault) {
    throw signal.aborted ? signal.reason : fault;
  } finally {
    body.destroy();
  }
}
