import type { ClusterConfig } from './cluster.js';
import type { Findings } from './problems.js';

/** Reports every name and alias that two clusters have, case ignored, and every alias that a cluster has twice. */
export function reportDuplicates(clusters: readonly ClusterConfig[], findings: Findings): void {
  const seen = new Map<string, { index: number; place: string; name: string }>();
  const note = (index: number, place: string, name: string) => {
    const key = name.toLowerCase();
    const first = seen.get(key);
    // a cluster may have been called the same in other letters
    const isRenamed = first?.index === index && first.name !== name;
    if (first !== undefined && key !== '' && !isRenamed)
      findings.problems.push(`${place} is the same as ${first.place}`);
    if (first === undefined) seen.set(key, { index, place, name });
  };
  for (const [index, { name }] of clusters.entries()) note(index, `clusters[${index}].name`, name);
  for (const [index, { aliases }] of clusters.entries()) {
    for (const [number, alias] of aliases.entries())
      note(index, `clusters[${index}].aliases[${number}]`, alias);
  }
}
