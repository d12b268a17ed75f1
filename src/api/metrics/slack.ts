import { Counter, type Registry } from 'prom-client';
import { createBoundedLabel } from './bounded-label.js';

export interface SlackRequest {
  /** The Web API's method, or response_url. */
  method: string;
  /** Slack's error code; '' where it took the request. */
  code: string;
}

/** Requests to Slack. */
export function slackMetrics(registry: Registry): (request: SlackRequest) => void {
  const calls = new Counter({
    name: 'kubecent_slack_calls_total',
    help: 'Requests to Slack by method and error code; none where Slack took it.',
    labelNames: ['method', 'code'],
    registers: [registry],
  });
  const [methods, codes] = [createBoundedLabel(), createBoundedLabel()];
  return ({ method, code }) =>
    calls.inc({ method: methods(method), code: code === '' ? 'none' : codes(code) });
}
