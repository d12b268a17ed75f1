import { useContext, useEffect, useId, useRef } from 'preact/hooks';
import type { ShownView } from '../../../slack/contract.js';
import { Blocks } from '../blocks/block.js';
import { PressContext } from '../pressing.js';
import { WorkspaceContext } from '../workspace.js';
import { FillingContext } from './filling.js';
import { useViewActs } from './view-acts.js';

const FOCUSABLE = 'input, select, textarea, button';

/** The modal on top: title, blocks, and the buttons that leave it. Nothing behind it can be reached; Escape leaves it. */
export function Modal({ view }: { view: ShownView }) {
  const { people, conversations } = useContext(WorkspaceContext);
  const titleId = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const acts = useViewActs(view);
  const { pending, failure } = acts;
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    return () => shown?.close();
  }, []);
  useEffect(() => body.current?.querySelector<HTMLElement>(FOCUSABLE)?.focus(), [view.id]);
  const errors = JSON.stringify(view.errors);
  useEffect(() => {
    if (acts.wasSubmitted()) body.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [errors]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isDirectlyIn(dialog.current, event.target)) return;
    event.preventDefault();
    acts.close('top');
  };
  const filling = {
    view,
    people,
    conversations,
    fill: acts.fill,
    suggest: acts.suggest,
  };
  const closeLabel = view.close ?? (view.previousViewId !== null ? 'Back' : 'Cancel');
  return (
    <dialog
      ref={dialog}
      class="modal"
      aria-modal="true"
      aria-labelledby={titleId}
      onKeyDown={onKeyDown}
      onCancel={(event) => {
        if (event.target === dialog.current) event.preventDefault();
      }}
    >
      <header class="modal-header">
        <h2 id={titleId}>{view.title}</h2>
        <button type="button" class="modal-dismiss" aria-label="Dismiss" onClick={() => acts.close('all')}>
          ✕
        </button>
      </header>
      <div ref={body} class="modal-body" key={view.id}>
        <FillingContext.Provider value={filling}>
          <PressContext.Provider
            value={{
              press: acts.press,
              pending: pending === 'submit' ? { actionId: '', blockId: '' } : pending,
            }}
          >
            <Blocks blocks={view.blocks} />
          </PressContext.Provider>
        </FillingContext.Provider>
      </div>
      {failure !== null && (
        <p class="modal-failure" role="alert">
          ⚠ We had some trouble connecting. Try again? ({failure})
        </p>
      )}
      <footer class="modal-footer">
        <button type="button" class="button" onClick={() => acts.close('top')}>
          {closeLabel}
        </button>
        {view.submit !== null && (
          <button
            type="button"
            class="button button-primary"
            disabled={pending !== null}
            aria-busy={pending === 'submit'}
            onClick={acts.submit}
          >
            {view.submit}
          </button>
        )}
      </footer>
    </dialog>
  );
}

/** False for what happens in a dialog that lies on this one. */
function isDirectlyIn(dialog: HTMLDialogElement | null, target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('dialog') === dialog;
}
