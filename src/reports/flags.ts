import { flagMeanings } from './choices.js';
import type { Token } from './line.js';

/** `--top 20` becomes `top=20`; `--held` and `--yes` alone mean the one choice that makes sense. */
export function joinFlags(tokens: readonly Token[]): Exclude<Token, { kind: 'flag' }>[] {
  const joined: Exclude<Token, { kind: 'flag' }>[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at];
    if (!token) continue;
    if (token.kind !== 'flag') {
      joined.push(token);
      continue;
    }
    const next = tokens[at + 1];
    const meaning = flagMeanings.get(token.key) ?? null;
    const bare = meaning !== null && !(next?.kind === 'word' && next.text.toLowerCase() === meaning);
    if (next?.kind === 'word' && !bare) at += 1;
    const value = bare ? meaning : next?.kind === 'word' ? next.text : '';
    joined.push({ kind: 'option', key: token.key, negated: false, value });
  }
  return joined;
}
