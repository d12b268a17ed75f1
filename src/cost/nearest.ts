import { distance } from 'fastest-levenshtein';

/** Longer names are compared by their beginning only: nobody types more than that wrongly. */
const comparedCharacters = 80;

/**
 * The names that a person may have meant, best first: those that begin with the word, then those a few letters away,
 * then those that contain it. Case does not count; a name equal to the word but for its case comes first.
 * @returns at most `count` names, none where nothing is near
 */
export function nearestNames(word: string, names: Iterable<string>, count = 3): string[] {
  const wanted = fold(word);
  if (wanted === '') return [];
  const found: { name: string; rank: number }[] = [];
  for (const name of new Set(names)) {
    const rank = rankOf(wanted, fold(name));
    if (rank !== null) found.push({ name, rank });
  }
  found.sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1));
  return found.slice(0, count).map(({ name }) => name);
}

/** 0 for equal, then by kind and nearness; null for too far away. */
function rankOf(wanted: string, name: string): number | null {
  if (name === '') return null;
  if (name === wanted) return 0;
  if (wanted.length >= 2 && name.startsWith(wanted)) return 1 + (name.length - wanted.length) / 1000;
  const edits = distance(wanted, name);
  if (edits <= allowedEdits(wanted.length)) return 1 + edits;
  if (wanted.length >= 3 && (name.includes(wanted) || (name.length >= 3 && wanted.startsWith(name))))
    return 10 + edits / 1000;
  return null;
}

/** Two letters exchanged are two edits, so four letters may have two; in long names three are a slip too. */
function allowedEdits(length: number): number {
  if (length < 4) return 1;
  return length < 7 ? 2 : 3;
}

function fold(text: string): string {
  return text.trim().toLowerCase().slice(0, comparedCharacters);
}
