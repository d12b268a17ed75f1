import { createContext } from 'preact';
import type { PageFile, PageState } from '../protocol.js';

/** What of the workspace messages and views need: who and what can be chosen, files, and how to write. */
export interface Workspace {
  people: readonly { id: string; name: string }[];
  conversations: readonly { id: string; name: string }[];
  files: readonly PageFile[];
  /** Writes a reply under a message. */
  reply(text: string, threadTs: string): void;
}

const NOBODY: Workspace = { people: [], conversations: [], files: [], reply: () => undefined };

export const WorkspaceContext = createContext<Workspace>(NOBODY);

/** Everybody, and every channel and the direct messages. */
export function workspaceOf(state: PageState, reply: Workspace['reply']): Workspace {
  return {
    people: state.users,
    conversations: [...state.channels.map(({ id, name }) => ({ id, name: `#${name}` })), state.direct],
    files: state.files,
    reply,
  };
}
