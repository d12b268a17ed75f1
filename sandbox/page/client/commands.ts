import { useState } from 'preact/hooks';
import type { PageState } from '../protocol.js';
import { sendCommand } from './api.js';

const COMMAND = '/kubecent';

/** Something that only this page says, below the message that was newest when it was said. */
export interface Notice {
  id: number;
  channel: string;
  afterTs: string;
  kind: 'working' | 'failed';
  text: string;
}

export interface Commands {
  notices: readonly Notice[];
  /** Lines that were sent, oldest first. */
  history: readonly string[];
  run(line: string): void;
}

let lastId = 0;

/** Sends typed lines and says what is under way. A command that fails is told in the channel by the Slack double itself. */
export function useCommands(state: PageState | null): Commands {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [history, setHistory] = useState<readonly string[]>([]);

  const say = (kind: Notice['kind'], text: string) => {
    lastId += 1;
    const afterTs = state?.messages.at(-1)?.ts ?? '';
    const notice = { id: lastId, channel: state?.channel ?? '', afterTs, kind, text };
    setNotices((before) => [...before, notice]);
    return notice.id;
  };
  const run = async (typed: string) => {
    const line = typed.trim();
    if (line === '' || state === null) return;
    setHistory((before) => (before.at(-1) === line ? before : [...before, line]));
    const refusal = refusalOf(line);
    if (refusal !== null) return say('failed', refusal);
    const working = say('working', line);
    const { unsent } = await sendCommand({ line, channel: state.channel, user: state.user });
    setNotices((before) => before.filter(({ id }) => id !== working));
    if (unsent === true) say('failed', `${COMMAND} could not be sent: the sandbox does not answer.`);
  };
  return { notices, history, run: (line) => void run(line) };
}

function refusalOf(line: string): string | null {
  if (!line.startsWith('/')) return `Only slash commands are answered here. Try ${COMMAND} help.`;
  const command = line.split(/\s/, 1)[0];
  return command === COMMAND ? null : `${command} is not a valid command. Try ${COMMAND} help.`;
}
