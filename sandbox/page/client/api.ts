import type { CommandRequest, Outcome, PressRequest } from '../protocol.js';

export function sendCommand(request: CommandRequest): Promise<Outcome> {
  return post('/command', request);
}

export function sendPress(request: PressRequest): Promise<Outcome> {
  return post('/press', request);
}

/** Never throws: a server that is gone or refuses is an outcome too. */
async function post(path: string, body: unknown): Promise<Outcome> {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) return { error: await response.text(), ackMs: 0, unsent: true };
    return await response.json();
  } catch {
    return { error: 'the sandbox does not answer', ackMs: 0, unsent: true };
  }
}
