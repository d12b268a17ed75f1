import { request } from 'node:http';
import { performance } from 'node:perf_hooks';

/** What came back from the app for a command, an interaction or an event. */
export interface AppAnswer {
  /** HTTP status; 0 if there was none; 200 for an acknowledgement over a socket. */
  status: number;
  body: string;
  ackMs: number;
  /** Slack's code if it was not acknowledged with 200 in time. */
  failure?: string;
}

/** Posts a signed body to the app's request URL over a connection of its own; gives up after `timeoutMs`. Never throws. */
export function postToApp(facts: {
  url: string;
  body: string;
  headers: Readonly<Record<string, string>>;
  timeoutMs: number;
}): Promise<AppAnswer> {
  const startMs = performance.now();
  const ackMs = () => performance.now() - startMs;
  return new Promise((resolve) => {
    const outgoing = request(facts.url, {
      method: 'POST',
      agent: false,
      headers: {
        'content-length': Buffer.byteLength(facts.body),
        'user-agent': 'Slackbot 1.0 (+https://api.slack.com/robots)',
        accept: 'application/json,*/*',
        ...facts.headers,
      },
    });
    const timer = setTimeout(() => {
      resolve({ status: 0, body: '', ackMs: ackMs(), failure: 'operation_timeout' });
      outgoing.destroy();
    }, facts.timeoutMs);
    const finish = (answer: AppAnswer) => {
      clearTimeout(timer);
      resolve(answer);
    };
    outgoing.on('error', () => finish({ status: 0, body: '', ackMs: ackMs(), failure: 'dispatch_failed' }));
    outgoing.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', () => undefined);
      response.on('end', () => {
        const status = response.statusCode ?? 0;
        const body = Buffer.concat(chunks).toString('utf8');
        finish({ status, body, ackMs: ackMs(), ...failureOf(status) });
      });
    });
    outgoing.end(facts.body);
  });
}

function failureOf(status: number): { failure?: string } {
  if (status === 200) return {};
  return { failure: status >= 500 ? 'http_service_error' : 'http_client_error' };
}
