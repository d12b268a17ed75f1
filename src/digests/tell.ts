import type { DigestMessenger, Notices } from './ports.js';

/** What people were told in one go. */
export interface Told {
  told: number;
  /** Slack would not take them. */
  lost: { id: string; code: string }[];
}

/**
 * Tells people what waits to be told, each in a direct message; what is for whoever runs Kubecent goes to the admins.
 * What Slack may take later waits for the next time. Where it is unknown whether Slack took one, it counts as told.
 */
export async function tellWaiting(
  {
    notices,
    messenger,
    admins,
    now,
  }: { notices: Notices; messenger: DigestMessenger; admins: readonly string[]; now: () => number },
  signal: AbortSignal,
): Promise<Told> {
  const outcome: Told = { told: 0, lost: [] };
  for (const notice of await notices.waiting()) {
    if (signal.aborted) break;
    const { id, workspace, document } = notice;
    const people = notice.user === '' ? admins : [notice.user];
    let waits = false;
    for (const user of people) {
      const result = await messenger.send({
        workspace,
        channel: user,
        threadTs: null,
        key: `notice-${id}`,
        document,
      });
      if (result.kind === 'later') waits = true;
      else if (result.kind === 'refused') outcome.lost.push({ id, code: result.code });
      else outcome.told += 1;
    }
    if (!waits) await notices.told(id, now());
  }
  return outcome;
}
