import type { Recommendation } from '../cost/savings/kind.js';
import type { Answer } from '../cost-service/answer.js';
import { writeOption } from './line.js';
import { clustersOf } from './row-names.js';

type Place = Pick<Recommendation, 'what' | 'cluster' | 'namespace' | 'controller'>;

/** "requests of checkout-api · checkout"; the cluster last and only where there are several. */
export function savingNamer(answer: Answer): (place: Place) => string {
  const several = clustersOf(answer).length > 1;
  return ({ what, namespace, cluster }) =>
    [what, namespace, several ? cluster : ''].filter(Boolean).join(' · ');
}

/** The command that shows what is spoken of; null for what belongs to no namespace. */
export function savingOpener(answer: Answer): (place: Place) => string | null {
  const several = clustersOf(answer).length > 1;
  const window = answer.question.window.name;
  return ({ namespace, controller, cluster }) => {
    if (namespace === '') return null;
    const conditions = [
      writeOption('namespace', namespace),
      ...(controller === '' ? [] : [writeOption('controller', controller)]),
      ...(several ? [writeOption('cluster', cluster)] : []),
    ];
    return ['pods', window, ...conditions].join(' ');
  };
}
