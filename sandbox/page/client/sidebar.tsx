import { useRef } from 'preact/hooks';
import type { PageChannel, PageState } from '../protocol.js';

/** The Home tab of the app, which stands among the channels. */
const HOME: PageChannel = { id: 'home', name: 'Kubecent Home', botIsMember: true, latestTs: null };

interface SidebarProps {
  state: PageState;
  onChannel(id: string): void;
  onUser(id: string): void;
  onClose(): void;
}

/** The workspace, its channels and direct messages (bold with something new in them) and who one is. */
export function Sidebar({ state, onChannel, onUser, onClose }: SidebarProps) {
  const unread = useUnread(state);
  const placeOf = (id: string) => ({
    current: id === state.channel,
    unread: unread(id),
    onOpen: () => onChannel(id),
  });
  return (
    <>
      <button type="button" class="backdrop" aria-label="Close the channels" onClick={onClose} />
      <aside>
        <div class="workspace">{state.title}</div>
        <nav aria-label="Channels">
          <h2>Channels</h2>
          {state.channels.map((channel) => (
            <Place key={channel.id} channel={channel} sign="#" {...placeOf(channel.id)} />
          ))}
          <h2>Direct messages</h2>
          <Place channel={state.direct} sign="@" {...placeOf(state.direct.id)} />
          <h2>Apps</h2>
          <Place channel={HOME} sign="⌂" {...placeOf(HOME.id)} />
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

interface PlaceProps {
  channel: PageChannel;
  sign: string;
  current: boolean;
  unread: boolean;
  onOpen(): void;
}

function Place({ channel: { name, botIsMember }, sign, current, unread, onOpen }: PlaceProps) {
  return (
    <button
      type="button"
      class={`channel ${current ? 'current' : ''} ${unread ? 'unread' : ''}`}
      aria-current={current ? 'page' : undefined}
      title={botIsMember ? undefined : 'Kubecent is not a member; its commands work here all the same'}
      onClick={onOpen}
    >
      <span class="hash" aria-hidden="true">
        {sign}
      </span>
      <span class="channel-name">{name}</span>
      {unread && <span class="unseen">new messages</span>}
    </button>
  );
}

/** A channel is unread when its newest message came after it was last looked at, or after the page was opened. */
function useUnread(state: PageState): (channel: string) => boolean {
  const seen = useRef(new Map<string, string | null>());
  const all = [...state.channels, state.direct];
  for (const { id, latestTs } of all) {
    const key = `${state.user} ${id}`;
    if (id === state.channel || !seen.current.has(key)) seen.current.set(key, latestTs);
  }
  return (channel) => {
    if (channel === HOME.id) return false;
    const latestTs = all.find(({ id }) => id === channel)?.latestTs ?? null;
    return latestTs !== seen.current.get(`${state.user} ${channel}`);
  };
}
