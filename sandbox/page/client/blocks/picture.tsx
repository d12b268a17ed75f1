import { useState } from 'preact/hooks';
import { type Json, record, string } from '../json.js';

const FILE_ID = /^F[A-Z0-9]+$/;
const FILE_IN_URL = /[/-](F[A-Z0-9]{8,})\//;

/** An image, or its alternative text in a frame where it cannot be loaded: this page loads nothing from elsewhere, and of the workspace what was uploaded. */
export function Picture({ image, kind }: { image: Json; kind: 'block' | 'thumbnail' | 'icon' }) {
  const [broken, setBroken] = useState(false);
  const url = addressOf(image);
  const alt = string(image.alt_text);
  if (broken || !isLocal(url)) return <span class={`picture-missing picture-${kind}`}>{alt || 'image'}</span>;
  return <img class={`picture-${kind}`} src={url} alt={alt} onError={() => setBroken(true)} />;
}

/** A picture of this workspace lies at the page itself; any other where its image_url says. */
function addressOf(image: Json): string {
  const file = record(image.slack_file);
  const id = string(file.id) || (FILE_IN_URL.exec(string(file.url))?.[1] ?? '');
  if (id === '') return string(image.image_url);
  return FILE_ID.test(id) ? new URL(`/files/${id}`, location.origin).href : '';
}

function isLocal(url: string): boolean {
  return url.startsWith('data:image/') || (URL.canParse(url) && new URL(url).origin === location.origin);
}
