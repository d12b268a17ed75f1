import { type Check, type Finding, type Json, object, oneOf, refuse, text } from '../blocks/check.js';
import { LIMITS } from '../limits.js';

const slackFile = object({ 'id?': text(255), 'url?': text(LIMITS.url) }, (value, pointer) => {
  if ((value.id === undefined) === (value.url === undefined))
    return refuse(pointer, 'exactly one of id, url must be given');
  if (value.id === undefined || /^F[A-Z0-9]{8,}$/.test(String(value.id))) return [];
  return refuse(`${pointer}/id`, 'invalid slack file');
});

const publicUrl: Check = (value, pointer) => {
  const findings = text(LIMITS.url)(value, pointer);
  if (findings.length > 0) return findings;
  return /^https?:\/\//.test(String(value)) ? [] : refuse(pointer, 'invalid url');
};

/** Where a picture comes from: fields of image blocks and image elements. */
export const imageSource: Record<string, Check> = { 'image_url?': publicUrl, 'slack_file?': slackFile };

/** A picture has an image_url or a slack_file, not both. */
export function hasOneSource(value: Json, pointer: string): Finding[] {
  const sources = [value.image_url, value.slack_file].filter((source) => source !== undefined);
  return sources.length === 1 ? [] : refuse(pointer, 'exactly one of image_url, slack_file must be given');
}

/** A picture in a context, a section or a card. */
export const imageElement: Check = object(
  { type: oneOf('image'), alt_text: text(LIMITS.image.altText), ...imageSource },
  hasOneSource,
);
