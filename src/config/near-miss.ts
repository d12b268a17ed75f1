import { distance } from 'fastest-levenshtein';

/** What Kubernetes puts into every container for a service called opencost, kubecent or redis; never a typing error. */
const serviceLink = /_(SERVICE_(HOST|PORT(_.+)?)|PORT(_\d+_(TCP|UDP|SCTP)(_.+)?)?)$/;

/** The known name that is most like `name`; undefined where none is near: one letter in four may differ. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const spoken = name.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(spoken.length / 4)) + 1;
  for (const candidate of known) {
    const steps = distance(spoken, candidate.toLowerCase());
    if (steps >= bestDistance) continue;
    best = candidate;
    bestDistance = steps;
  }
  return best;
}

/**
 * One warning for each name of the environment that looks like a mistyped one of ours.
 * Names of other programs are none of our business: only names with our prefix, and names very near to ours, are told.
 */
export function nearMisses(environment: Iterable<string>, known: readonly string[]): string[] {
  const warnings: string[] = [];
  for (const name of environment) {
    if (known.includes(name) || serviceLink.test(name)) continue;
    const isOurs = /^KUBECENT_/i.test(name);
    const bare = name.replace(/^KUBECENT_/i, '');
    const nearest = [nearestName(name, known), isOurs ? nearestName(bare, known) : undefined].find(Boolean);
    if (nearest === undefined && isOurs)
      warnings.push(`${name} is not a setting of Kubecent and is not read`);
    if (nearest === undefined || (name.length < 6 && !isOurs)) continue;
    warnings.push(`${name} is not a setting of Kubecent and is not read; did you mean ${nearest}?`);
  }
  return warnings;
}
