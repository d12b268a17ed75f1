import type { FastifyReply } from 'fastify';
import { type Html, html, type Piece } from './markup.js';
import type { Visitor } from './visitor.js';

const places = [
  ['/admin', 'Overview'],
  ['/admin/ledger', 'Ledger'],
  ['/admin/digests', 'Digests'],
  ['/admin/cache', 'Cache'],
  ['/admin/queues', 'Queues'],
  ['/admin/settings', 'Settings'],
] as const;

export interface PageOptions {
  title: string;
  /** null: of those pages that anybody may see. */
  visitor: Visitor | null;
}

/** A whole page in the frame that all have, as the answer to a request. */
export function sendPage(reply: FastifyReply, { title, visitor }: PageOptions, body: Html): FastifyReply {
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Kubecent</title>
<link rel="stylesheet" href="/admin/style.css">
</head>
<body>
<header><strong>Kubecent</strong>${visitor && placesOf(title, visitor)}</header>
<main>
<h1><bdi>${title}</bdi></h1>
${visitor?.said && html`<p class="said" role="status">${visitor.said}</p>`}
${body}
</main>
</body>
</html>
`;
  return reply.type('text/html; charset=utf-8').send(page.text);
}

function placesOf(title: string, visitor: Visitor): Html {
  const links = places.map(
    ([path, name]) => html`<a href="${path}"${name === title && html` aria-current="page"`}>${name}</a>`,
  );
  return html`<nav>${links}${actionForm(visitor, { to: '/admin/sign-out', label: 'Sign out' })}</nav>`;
}

/** A button that does something: a form with the token of the session. */
export function actionForm(
  { formToken }: Visitor,
  form: { to: string; label: string; fields?: Readonly<Record<string, string>>; body?: Html },
): Html {
  const hidden = hiddenFields({ ...form.fields, form: formToken });
  return html`<form method="post" action="${form.to}">${hidden}${form.body}<button type="submit">${form.label}</button></form>`;
}

export function hiddenFields(fields: Readonly<Record<string, string>>): Html[] {
  return Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
  );
}

/** A name that somebody else gave: its letters may run the other way without turning ours. */
export function nameHtml(name: string): Html {
  return html`<bdi class="name">${name}</bdi>`;
}

/** A text of which each letter counts, such as a key or a hash. */
export function keyHtml(text: string): Html {
  return html`<bdi class="key">${text}</bdi>`;
}

export function problemHtml(sentence: string): Html {
  return html`<p class="problem" role="alert">${sentence}</p>`;
}

/** A table that scrolls by itself where it is wider than the page; the first cell of each row names it. */
export function tableHtml(head: readonly string[], rows: readonly (readonly Piece[])[]): Html {
  const lines = rows.map(
    ([name, ...cells]) =>
      html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>\n`,
  );
  return html`<div class="wide"><table>
<thead><tr>${head.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
<tbody>
${lines}</tbody>
</table></div>`;
}
