import { useState } from 'preact/hooks';
import type { PageState } from '../protocol.js';
import { sendCommand, sendSay } from './api.js';

const COMMAND = '/kubecent';
const MENTION = /(?<![\w@.])@kubecent\b/i;

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
  /** Writes a reply in a thread. */
  reply(text: string, threadTs: string): void;
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
  const tell = async (text: string, thread: { threadTs?: string } = {}) => {
    if (state === null || text.trim() === '') return;
    const { error, unsent, unheard } = await sendSay({
      text,
      channel: state.channel,
      user: state.user,
      ...thread,
    });
    if (unsent === true) return say('failed', 'The message could not be sent: the sandbox does not answer.');
    if (error !== null) return say('failed', `Kubecent did not take the message (${error}).`);
    if (unheard === true && MENTION.test(text))
      say('failed', `Kubecent is not in this channel and was not told. ${COMMAND} works here all the same.`);
  };
  const run = async (typed: string) => {
    const line = typed.trim();
    if (line === '' || state === null) return;
    setHistory((before) => (before.at(-1) === line ? before : [...before, line]));
    const refusal = refusalOf(line, state);
    if (refusal !== null) return say('failed', refusal);
    if (!line.startsWith('/')) return tell(line);
    const working = say('working', line);
    const { unsent } = await sendCommand({ line, channel: state.channel, user: state.user });
    setNotices((before) => before.filter(({ id }) => id !== working));
    if (unsent === true) say('failed', `${COMMAND} could not be sent: the sandbox does not answer.`);
  };
  return {
    notices,
    history,
    run: (line) => void run(line),
    reply: (text, threadTs) => void tell(text, { threadTs }),
  };
}

function refusalOf(line: string, { channel, direct }: PageState): string | null {
  if (!line.startsWith('/')) {
    if (channel === direct.id || MENTION.test(line)) return null;
    return `Only slash commands are answered here, and what mentions @kubecent. Try ${COMMAND} help.`;
  }
  const command = line.split(/\s/, 1)[0];
  return command === COMMAND ? null : `${command} is not a valid command. Try ${COMMAND} help.`;
}
