import type { CommandRequest, Outcome, PressRequest } from '../protocol.js';

export function sendCommand(request: CommandRequest): Promise<Outcome> {
  return post('/command', request);
}

export function sendPress(request: PressRequest): Promise<Outcome> {
  return post('/press', request);
}

/** A page that is gone or refuses reads like an app that cannot be reached. */
async function post(path: string, body: unknown): Promise<Outcome> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) return { error: await response.text(), ackMs: 0 };
    return await response.json();
  } catch {
    return { error: 'the sandbox cannot be reached', ackMs: 0 };
  }
}
