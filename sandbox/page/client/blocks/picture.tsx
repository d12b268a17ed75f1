import { useState } from 'preact/hooks';
import { type Json, string } from '../json.js';

/** An image, or its alternative text in a frame where it cannot be loaded: this page loads nothing from elsewhere. */
export function Picture({ image, kind }: { image: Json; kind: 'block' | 'thumbnail' | 'icon' }) {
  const [broken, setBroken] = useState(false);
  const url = string(image.image_url);
  const alt = string(image.alt_text);
  if (broken || !isLocal(url)) return <span class={`picture-missing picture-${kind}`}>{alt || 'image'}</span>;
  return <img class={`picture-${kind}`} src={url} alt={alt} onError={() => setBroken(true)} />;
}

function isLocal(url: string): boolean {
  return url.startsWith('data:image/') || (URL.canParse(url) && new URL(url).origin === location.origin);
}
