import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { WorkspaceContext } from '../workspace.js';
import { type Inline, isSafeUrl } from './inline.js';
import { formatSlackDate } from './slack-date.js';
import { viewerNow } from './viewer.js';

/** Styled runs of text, as elements; every string ends in a text node. */
export function Inlines({ of }: { of: readonly Inline[] }) {
  return of.map((inline, index) => <One key={index} inline={inline} />);
}

function One({ inline }: { inline: Inline }): ComponentChildren {
  switch (inline.kind) {
    case 'text':
      return inline.text;
    case 'code':
      return <code class="inline-code">{inline.text}</code>;
    case 'bold':
      return <Run tag="b" inlines={inline.children} />;
    case 'italic':
      return <Run tag="i" inlines={inline.children} />;
    case 'strike':
      return <Run tag="s" inlines={inline.children} />;
    case 'mention':
      return <Mention text={inline.text} />;
    case 'link':
      return (
        <Link url={inline.url}>
          <Inlines of={inline.children} />
        </Link>
      );
    case 'date':
      return <SlackDate date={inline} />;
    case 'color':
      return <Color value={inline.value} />;
  }
}

function Run({ tag: Tag, inlines }: { tag: 'b' | 'i' | 's'; inlines: readonly Inline[] }) {
  return (
    <Tag>
      <Inlines of={inlines} />
    </Tag>
  );
}

/** Names where the workspace has them, as Slack shows them; the id as it is where it has none. */
function Mention({ text }: { text: string }) {
  const { people, conversations } = useContext(WorkspaceContext);
  const id = text.slice(1);
  const person = people.find((one) => one.id === id);
  const name = person ? `@${person.name}` : conversations.find((one) => one.id === id)?.name;
  return <span class="mention">{name ?? text}</span>;
}

/** A link that opens beside the page; an address that must not be followed is shown as its text alone. */
export function Link({ url, children }: { url: string; children: ComponentChildren }) {
  if (!isSafeUrl(url)) return <>{children}</>;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {children}
    </a>
  );
}

function SlackDate({ date }: { date: Extract<Inline, { kind: 'date' }> }) {
  const at = new Date(date.seconds * 1000);
  if (Number.isNaN(at.getTime())) return <>{date.fallback}</>;
  const time = (
    <time dateTime={at.toISOString()} title={at.toISOString()}>
      {formatSlackDate(date.seconds, date.format, viewerNow())}
    </time>
  );
  return date.url === '' ? time : <Link url={date.url}>{time}</Link>;
}

function Color({ value }: { value: string }) {
  return (
    <span>
      <span class="color-swatch" style={{ backgroundColor: value }} aria-hidden="true" />
      {value}
    </span>
  );
}
