import { request } from 'node:http';
import { signHeaders } from '../sandbox/slack/signature.js';

export interface SlackUsersOptions {
  /** Where Kubecent listens. */
  port: number;
  signingSecret: string;
  /** Where answers go. */
  worldUrl: string;
}

export interface SlackUsers {
  /** All lines at once, each from a user of its own: milliseconds until each acknowledgement. Throws where one is refused. */
  typeAtOnce(lines: readonly string[]): Promise<number[]>;
}

/** People who type commands: Slack's signed requests over HTTP, a connection for each. */
export function createSlackUsers({ port, signingSecret, worldUrl }: SlackUsersOptions): SlackUsers {
  let typed = 0;

  const type = (line: string): Promise<number> => {
    typed += 1;
    const body = new URLSearchParams({
      team_id: 'T0BENCH00',
      channel_id: 'C0BENCH00',
      channel_name: 'costs',
      user_id: `U${String(typed).padStart(8, '0')}`,
      user_name: 'bench',
      command: '/kubecent',
      text: line,
      api_app_id: 'A0BENCH00',
      response_url: `${worldUrl}/response/${typed}/${encodeURIComponent(line)}`,
      trigger_id: `${typed}.bench`,
    }).toString();
    const headers = {
      ...signHeaders({ secret: signingSecret, body, nowMs: Date.now() }),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
    };
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const options = {
        host: '127.0.0.1',
        port,
        path: '/slack/events',
        method: 'POST',
        agent: false,
        headers,
      } as const;
      const sent = request(options, (response) => {
        response.resume().once('end', () => {
          if (response.statusCode === 200) resolve(performance.now() - startedMs);
          else reject(new Error(`a command was answered with ${response.statusCode}`));
        });
      });
      sent.once('error', reject).end(body);
    });
  };

  return { typeAtOnce: (lines) => Promise.all(lines.map(type)) };
}
