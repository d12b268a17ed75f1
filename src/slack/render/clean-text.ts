/** Line breaks and tabs, which have no place in a name or a sentence. */
const breaks = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Characters that show nothing and can turn or hide what stands beside them; the two joiners are part of writing. */
const invisible = /(?![\u200c\u200d])\p{Cf}/gu;
/** Other control characters, and halves of characters. */
const broken = /[\p{Cc}\p{Cs}]/gu;

/**
 * Makes untrusted text fit to be shown on one line: breaks become spaces, direction marks and other invisible
 * characters are taken out, control characters become "\ufffd". What is left is trimmed and may be ''.
 */
export function cleanText(text: string): string {
  return text.replace(breaks, ' ').replace(invisible, '').replace(broken, '\ufffd').trim();
}

/** Escapes what Slack reads as markup in a message's `text`: no mention, link or date can be made of it. */
export function escapeText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/**
 * `escapeText`, and formatting marks at the edge of a word get a zero-width joiner, so that "*x*" stays as it is.
 * For names in a message's `text`; blocks show them in elements that are not parsed.
 */
export function escapeMarks(text: string): string {
  return escapeText(text).replace(/(?<![\p{L}\p{N}])[*_~`]|[*_~`](?![\p{L}\p{N}])/gu, '$&\u200d');
}
