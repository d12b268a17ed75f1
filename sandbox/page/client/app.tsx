import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../protocol.js';
import { sendOpen } from './api.js';
import { Clock } from './clock.js';
import { useCommands } from './commands.js';
import { Composer } from './composer.js';
import { EmptyChannel } from './empty-channel.js';
import { Hints } from './hints.js';
import { MessageList } from './message-list.js';
import { usePageState } from './page-state.js';
import { Sidebar } from './sidebar.js';
import { HomeTab } from './views/home-tab.js';
import { Modal } from './views/modal.js';
import { WorkspaceContext, workspaceOf } from './workspace.js';

/** The place that is no channel. */
const HOME = 'home';

/** The whole page: channels at the side, messages in the middle, the line to type in below. */
export function App() {
  const [place, setPlace] = useState({ channel: '', user: '' });
  const [sidebarOpen, setSidebarOpen] = useState(false);
  const { state, connected } = usePageState(place.channel, place.user);
  const { notices, history, run, reply } = useCommands(state);
  useEffect(() => {
    if (state !== null) document.title = `${nameOf(state)} · ${state.title}`;
  }, [state]);

  const inDirect = state !== null && state.channel === state.direct.id ? state.user : null;
  useEffect(() => {
    if (inDirect !== null) void sendOpen({ user: inDirect, tab: 'messages' });
  }, [inDirect]);

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
        <WorkspaceContext.Provider value={workspaceOf(state, reply)}>
          {state.channel === HOME ? (
            <HomeTab home={state.home} user={state.user} />
          ) : state.messages.length + here.length === 0 ? (
            <EmptyChannel name={name} hints={state.hints} onRun={run} />
          ) : (
            <MessageList state={state} notices={here} />
          )}
        </WorkspaceContext.Provider>
        {state.channel !== HOME && (
          <footer>
            <Hints hints={state.hints} onRun={run} />
            <Composer name={name} history={history} onSend={run} />
          </footer>
        )}
      </main>
      <WorkspaceContext.Provider value={workspaceOf(state, reply)}>
        {state.view !== null && <Modal key={state.view.rootViewId} view={state.view} />}
      </WorkspaceContext.Provider>
    </div>
  );
}

function nameOf({ channels, channel, direct }: PageState): string {
  if (channel === HOME) return 'Kubecent Home';
  if (channel === direct.id) return direct.name;
  return `#${channels.find(({ id }) => id === channel)?.name ?? channel}`;
}
