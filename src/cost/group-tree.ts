/** What keys of groups that begin alike have in common. */
export interface Branch {
  name: string;
  above: Branch | null;
  below: Map<string, Branch> | null;
  /** The group whose key ends here; -1 where there is none yet. */
  group: number;
}

/** Of keys that have nothing in common. */
export function newRoot(): Branch {
  return newBranch('', null);
}

/**
 * The branch one name further. Names are looked up one after another: making one text of a whole key for each of
 * 100,000 rows takes three times as long.
 */
export function branchBelow(branch: Branch, name: string): Branch {
  branch.below ??= new Map();
  const known = branch.below.get(name);
  if (known) return known;
  const added = newBranch(name, branch);
  branch.below.set(name, added);
  return added;
}

/** The name so many steps up. */
export function nameAt(branch: Branch, stepsUp: number): string {
  let at: Branch | null = branch;
  for (let step = 0; step < stepsUp; step += 1) at = at?.above ?? null;
  return at?.name ?? '';
}

function newBranch(name: string, above: Branch | null): Branch {
  return { name, above, below: null, group: -1 };
}
