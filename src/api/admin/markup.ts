import { htmlEscape } from 'escape-goat';

/** HTML that was written here: the only thing that stands in a page as it is. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template. Nothing is shown of null, undefined and false. */
export type Piece = Html | string | number | null | undefined | false | readonly Piece[];

/** A template of HTML: every text that is put in is escaped, so that it is text in an element and in a quoted attribute. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Html {
  const text = parts.reduce((all, part, at) => all + textOf(pieces[at - 1]) + part);
  return new Html(text);
}

function textOf(piece: Piece): string {
  if (piece instanceof Html) return piece.text;
  if (Array.isArray(piece)) return piece.map(textOf).join('');
  if (piece === null || piece === undefined || piece === false) return '';
  return htmlEscape(String(piece));
}
