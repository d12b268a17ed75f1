import { useRef } from 'preact/hooks';
import type { PageState } from '../protocol.js';

interface SidebarProps {
  state: PageState;
  onChannel(id: string): void;
  onUser(id: string): void;
  onClose(): void;
}

/** The workspace, its channels (bold with something new in them) and who one is. */
export function Sidebar({ state, onChannel, onUser, onClose }: SidebarProps) {
  const unread = useUnread(state);
  return (
    <>
      <button type="button" class="backdrop" aria-label="Close the channels" onClick={onClose} />
      <aside>
        <div class="workspace">{state.title}</div>
        <nav aria-label="Channels">
          <h2>Channels</h2>
          {state.channels.map(({ id, name, botIsMember }) => (
            <button
              key={id}
              type="button"
              class={`channel ${id === state.channel ? 'current' : ''} ${unread(id) ? 'unread' : ''}`}
              aria-current={id === state.channel ? 'page' : undefined}
              title={
                botIsMember ? undefined : 'Kubecent is not a member; its commands work here all the same'
              }
              onClick={() => onChannel(id)}
            >
              <span class="hash" aria-hidden="true">
                #
              </span>
              <span class="channel-name">{name}</span>
              {unread(id) && <span class="unseen">new messages</span>}
            </button>
          ))}
        </nav>
        <label class="person">
          You are
          <select value={state.user} onChange={(event) => onUser(event.currentTarget.value)}>
            {state.users.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      </aside>
    </>
  );
}

/** A channel is unread when its newest message came after it was last looked at, or after the page was opened. */
function useUnread(state: PageState): (channel: string) => boolean {
  const seen = useRef(new Map<string, string | null>());
  for (const { id, latestTs } of state.channels) {
    const key = `${state.user} ${id}`;
    if (id === state.channel || !seen.current.has(key)) seen.current.set(key, latestTs);
  }
  return (channel) => {
    const latestTs = state.channels.find(({ id }) => id === channel)?.latestTs ?? null;
    return latestTs !== seen.current.get(`${state.user} ${channel}`);
  };
}
