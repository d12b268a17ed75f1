import { type Json, string } from '../json.js';
import { Inlines } from './inlines.js';
import { parseMrkdwn } from './mrkdwn.js';

/** A text object of Block Kit: mrkdwn is parsed, plain text is shown as it is. */
export function TextObject({ text }: { text: Json }) {
  if (text.type !== 'mrkdwn') return <span class="plain">{string(text.text)}</span>;
  return <Mrkdwn text={string(text.text)} />;
}

export function Mrkdwn({ text }: { text: string }) {
  return (
    <div class="mrkdwn">
      {parseMrkdwn(text).map((piece, index) => {
        if (piece.kind === 'preformatted') return <pre key={index}>{piece.text}</pre>;
        const Tag = piece.kind === 'quote' ? 'blockquote' : 'div';
        return (
          <Tag key={index}>
            <Inlines of={piece.inlines} />
          </Tag>
        );
      })}
    </div>
  );
}
