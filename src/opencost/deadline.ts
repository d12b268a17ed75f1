/** A time limit and whatever else may end a call, as one signal whose reason is the error to throw. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Stops the timer and leaves the parent; call it when the work is over. */
  clear(): void;
}

/**
 * Ends after `timeoutMs` with `onTimeout()` as its reason, or with its parent.
 * `onParent` may put another reason in place of the parent's; without it the parent's is passed on.
 */
export function createDeadline(options: {
  timeoutMs: number;
  onTimeout: () => Error;
  parent?: AbortSignal | undefined;
  onParent?: (reason: unknown) => Error;
}): Deadline {
  const { parent, onParent } = options;
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(options.onTimeout()), options.timeoutMs);

  const follow = (): void => controller.abort(onParent ? onParent(parent?.reason) : parent?.reason);
  if (parent?.aborted) follow();
  else parent?.addEventListener('abort', follow, { once: true });

  return {
    signal: controller.signal,
    clear() {
      clearTimeout(timer);
      parent?.removeEventListener('abort', follow);
    },
  };
}
