import { createHash } from 'node:crypto';
import type { Recommendation } from './kind.js';

/** What makes a recommendation one and the same from day to day, however its figures and words change. */
export type SavingPlace = Pick<
  Recommendation,
  'kind' | 'cluster' | 'namespace' | 'controllerKind' | 'controller' | 'container'
>;

const idLength = 10;

/** What tells the place from all others, in an order that never changes: ids that are kept are made of it. */
export function placeOf(place: SavingPlace): readonly string[] {
  const { kind, cluster, namespace, controllerKind, controller, container } = place;
  return [kind, cluster, namespace, controllerKind, controller, container];
}

/** A short id of a recommendation, of lower-case hexadecimal digits: the same for the same place. */
export function savingId(place: SavingPlace): string {
  return createHash('sha256')
    .update(JSON.stringify(placeOf(place)))
    .digest('hex')
    .slice(0, idLength);
}

/** Whether a text has the form of such an id. */
export function isSavingId(text: string): boolean {
  return new RegExp(`^[0-9a-f]{${idLength}}$`).test(text);
}
