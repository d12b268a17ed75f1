import type {
  ClockRequest,
  CommandRequest,
  MessageOptionsRequest,
  OpenRequest,
  OptionsOutcome,
  Outcome,
  PressRequest,
  SayRequest,
  ViewFillRequest,
  ViewOptionsRequest,
  ViewPressRequest,
  ViewRequest,
} from '../protocol.js';

export function sendCommand(request: CommandRequest): Promise<Outcome> {
  return post('/command', request);
}

export function sendSay(request: SayRequest): Promise<Outcome> {
  return post('/say', request);
}

export function sendOpen(request: OpenRequest): Promise<Outcome> {
  return post('/open', request);
}

export function askMessageOptions(request: MessageOptionsRequest): Promise<OptionsOutcome> {
  return post('/options', request);
}

export function sendPress(request: PressRequest): Promise<Outcome> {
  return post('/press', request);
}

export function sendFill(request: ViewFillRequest): Promise<Outcome> {
  return post('/view/fill', request);
}

export function sendViewPress(request: ViewPressRequest): Promise<Outcome> {
  return post('/view/press', request);
}

export function sendSubmit(request: ViewRequest): Promise<Outcome> {
  return post('/view/submit', request);
}

export function sendClose(request: ViewRequest): Promise<Outcome> {
  return post('/view/close', request);
}

export function askOptions(request: ViewOptionsRequest): Promise<OptionsOutcome> {
  return post('/view/options', request);
}

export function sendClock(request: ClockRequest): Promise<Outcome> {
  return post('/clock', request);
}

/** Never throws: a server that is gone or refuses is an outcome too. */
async function post(path: string, body: unknown): Promise<OptionsOutcome> {
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
