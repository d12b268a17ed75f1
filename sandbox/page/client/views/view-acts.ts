import { useRef, useState } from 'preact/hooks';
import type { ElementTarget, SelectOption, ShownView } from '../../../slack/contract.js';
import type { Outcome } from '../../protocol.js';
import { askOptions, sendClose, sendFill, sendSubmit, sendViewPress } from '../api.js';
import type { PressTarget } from '../pressing.js';

export interface ViewActs {
  fill(target: ElementTarget, value: string | readonly string[]): void;
  press(target: PressTarget): void;
  suggest(target: ElementTarget, typed: string): Promise<readonly SelectOption[]>;
  submit(): void;
  /** Closes the view on top, or all of them. */
  close(which: 'top' | 'all'): void;
  /** What waits for the app: a button, or the submission; null: nothing. */
  pending: PressTarget | 'submit' | null;
  /** Why the last one failed, in Slack's words. */
  failure: string | null;
  /** True from a submission until something is filled in. */
  wasSubmitted(): boolean;
}

/** The client finds this itself and says it beside the inputs. */
const SAID_BESIDE = 'required';

/** What can be done in a modal or a Home tab; one after the other, so that a submission has all that was typed before it. */
export function useViewActs({
  id,
  rootViewId,
  user,
}: Pick<ShownView, 'id' | 'rootViewId' | 'user'>): ViewActs {
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const submitted = useRef(false);
  const [pending, setPending] = useState<ViewActs['pending']>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const next = queue.current.then(act);
    queue.current = next;
    return next;
  };
  const waitFor = async (what: NonNullable<ViewActs['pending']>, act: () => Promise<Outcome>) => {
    setPending(what);
    setFailure(null);
    const { error } = await inTurn(act);
    setPending(null);
    setFailure(error === SAID_BESIDE ? null : error);
  };
  return {
    pending,
    failure,
    wasSubmitted: () => submitted.current,
    fill(target, value) {
      submitted.current = false;
      void inTurn(() => sendFill({ viewId: id, user, ...target, value }));
    },
    press: (target) => void waitFor(target, () => sendViewPress({ viewId: id, user, ...target })),
    async suggest(target, typed) {
      const { options } = await inTurn(() => askOptions({ viewId: id, user, ...target, typed }));
      return options ?? [];
    },
    submit() {
      submitted.current = true;
      void waitFor('submit', () => sendSubmit({ viewId: id, user }));
    },
    close: (which) => void inTurn(() => sendClose({ viewId: which === 'top' ? id : rootViewId, user })),
  };
}
