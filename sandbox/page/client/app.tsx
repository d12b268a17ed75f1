import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../protocol.js';
import { Clock } from './clock.js';
import { useCommands } from './commands.js';
import { Composer } from './composer.js';
import { EmptyChannel } from './empty-channel.js';
import { Hints } from './hints.js';
import { MessageList } from './message-list.js';
import { usePageState } from './page-state.js';
import { Sidebar } from './sidebar.js';
import { Modal } from './views/modal.js';

/** The whole page: channels at the side, messages in the middle, the line to type in below. */
export function App() {
  const [place, setPlace] = useState({ channel: '', user: '' });
  const [sidebarOpen, setSidebarOpen] = useState(false);
  const { state, connected } = usePageState(place.channel, place.user);
  const { notices, history, run } = useCommands(state);
  useEffect(() => {
    if (state !== null) document.title = `${nameOf(state)} · ${state.title}`;
  }, [state]);

  if (state === null) return <p class="loading">{connected ? 'Opening the channel…' : 'Connecting…'}</p>;
  const name = nameOf(state);
  const here = notices.filter((notice) => notice.channel === state.channel);
  return (
    <div class={`page ${sidebarOpen ? 'sidebar-open' : ''}`}>
      <Sidebar
        state={state}
        onChannel={(channel) => {
          setPlace({ channel, user: state.user });
          setSidebarOpen(false);
        }}
        onUser={(user) => setPlace({ channel: state.channel, user })}
        onClose={() => setSidebarOpen(false)}
      />
      <main>
        <header class="channel-header">
          <button
            type="button"
            class="menu"
            aria-label="Channels"
            aria-expanded={sidebarOpen}
            onClick={() => setSidebarOpen(!sidebarOpen)}
          >
            ☰
          </button>
          <h1>{name}</h1>
          <Clock nowMs={state.nowMs} moves={state.clockMoves} />
          {!connected && (
            <span class="offline" role="status">
              Connection lost, trying again…
            </span>
          )}
        </header>
        {state.messages.length + here.length === 0 ? (
          <EmptyChannel name={name} hints={state.hints} onRun={run} />
        ) : (
          <MessageList state={state} notices={here} />
        )}
        <footer>
          <Hints hints={state.hints} onRun={run} />
          <Composer name={name} history={history} onSend={run} />
        </footer>
      </main>
      {state.view !== null && <Modal key={state.view.rootViewId} view={state.view} state={state} />}
    </div>
  );
}

function nameOf({ channels, channel, direct }: PageState): string {
  if (channel === direct.id) return direct.name;
  return `#${channels.find(({ id }) => id === channel)?.name ?? channel}`;
}
