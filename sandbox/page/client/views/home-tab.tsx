import { useContext, useEffect, useState } from 'preact/hooks';
import type { ShownHome } from '../../../slack/contract.js';
import { sendOpen } from '../api.js';
import { Blocks } from '../blocks/block.js';
import { PressContext } from '../pressing.js';
import { WorkspaceContext } from '../workspace.js';
import { FillingContext } from './filling.js';
import { useViewActs } from './view-acts.js';

/** The Home tab of the app for one person. To look at it tells the app, which publishes it then. */
export function HomeTab({ home, user }: { home: ShownHome | null; user: string }) {
  const [opening, setOpening] = useState(true);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    setOpening(true);
    void sendOpen({ user, tab: 'home' }).then(({ error }) => {
      if (left) return;
      setOpening(false);
      setFailure(error);
    });
    return () => {
      left = true;
    };
  }, [user]);
  return (
    <section class="home" aria-label="Home tab" aria-busy={opening}>
      {failure !== null && (
        <p class="press-failed" role="alert">
          ⚠ The app was not told that its Home tab was opened ({failure}).
        </p>
      )}
      {home === null ? (
        <p class="home-empty" role="status">
          {opening ? 'Opening the Home tab…' : 'The app has published no Home tab yet.'}
        </p>
      ) : (
        <HomeView key={home.id} home={home} />
      )}
    </section>
  );
}

function HomeView({ home }: { home: ShownHome }) {
  const { people, conversations } = useContext(WorkspaceContext);
  const { fill, press, suggest, pending, failure } = useViewActs({ ...home, rootViewId: home.id });
  const filling = { view: { values: home.values, errors: {} }, people, conversations, fill, suggest };
  return (
    <>
      <FillingContext.Provider value={filling}>
        <PressContext.Provider value={{ press, pending: pending === 'submit' ? null : pending }}>
          <Blocks blocks={home.blocks} />
        </PressContext.Provider>
      </FillingContext.Provider>
      {failure !== null && (
        <p class="press-failed" role="alert">
          ⚠ Kubecent did not respond to the button ({failure}). Try again.
        </p>
      )}
    </>
  );
}
