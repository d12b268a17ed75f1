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

/** The command that opens a recommendation: its evidence, or, where that is shown already, what it is about. */
export function savingOpener(answer: Answer): (place: Place) => string {
  const several = clustersOf(answer).length > 1;
  const window = answer.question.window.name;
  const asked = new Set(answer.question.filter.map(({ dimension }) => dimension));
  return ({ namespace, controller, cluster }) => {
    const where = [
      ...(namespace === '' ? [] : [writeOption('namespace', namespace)]),
      ...(controller === '' ? [] : [writeOption('controller', controller)]),
      ...(several ? [writeOption('cluster', cluster)] : []),
    ];
    if (namespace === '') return ['cost', window, 'by=node', ...where].join(' ');
    const shown = asked.has('namespace') && (controller === '' || asked.has('controller'));
    return [shown ? 'pods' : 'savings', window, ...where].join(' ');
  };
}
