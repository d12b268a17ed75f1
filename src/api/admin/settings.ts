import type { FastifyInstance } from 'fastify';
import { html } from './markup.js';
import { keyHtml, sendPage, tableHtml } from './page.js';
import type { AdminOptions } from './ports.js';
import { visitorOf } from './visitor.js';

export function addSettingsPage(server: FastifyInstance, { configuration }: AdminOptions): void {
  const rows = settingRows(configuration).map((row) => row.map(keyHtml));
  const body = html`
<p>What is set now, without secrets. It is changed in the environment and in kubecent.yaml.</p>
${tableHtml(['Setting', 'Value'], rows)}`;
  server.get('/settings', async (request, reply) =>
    sendPage(reply, { title: 'Settings', visitor: visitorOf(request) }, body),
  );
}

/** A tree as lines: `clusters[0].name`, `prod`. */
export function settingRows(value: unknown, path = ''): [path: string, value: string][] {
  if (typeof value !== 'object' || value === null) return [[path, value === null ? 'none' : String(value)]];
  const inner: [string, unknown][] = Array.isArray(value)
    ? value.map((one: unknown, at) => [`${path}[${at}]`, one])
    : Object.entries(value).map(([key, one]) => [path === '' ? key : `${path}.${key}`, one]);
  if (inner.length === 0) return [[path, 'none']];
  return inner.flatMap(([innerPath, one]) => settingRows(one, innerPath));
}
