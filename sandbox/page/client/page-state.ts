import { useEffect, useState } from 'preact/hooks';
import type { PageState } from '../protocol.js';
import { setPageClock } from './text/viewer.js';

export interface Viewing {
  /** Null until the first state has come. */
  state: PageState | null;
  connected: boolean;
}

/** The state of a channel as a person sees it, kept current by the server; '' asks for the first of each. */
export function usePageState(channel: string, user: string): Viewing {
  const [viewing, setViewing] = useState<Viewing>({ state: null, connected: true });
  useEffect(() => {
    const source = new EventSource(`/events?${new URLSearchParams({ channel, user })}`);
    source.onmessage = (event) => {
      const state: PageState = JSON.parse(event.data);
      setPageClock(state.nowMs);
      setViewing({ state, connected: true });
    };
    source.onerror = () => setViewing(({ state }) => ({ state, connected: false }));
    return () => source.close();
  }, [channel, user]);
  return viewing;
}
