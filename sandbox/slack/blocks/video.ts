import { LIMITS } from '../limits.js';
import { type Check, object, text } from './check.js';
import { blockFields, plainText } from './text-object.js';

/** An embedded video. */
export const video: Check = object({
  ...blockFields('video'),
  video_url: text(LIMITS.url),
  thumbnail_url: text(LIMITS.url),
  alt_text: text(LIMITS.image.altText),
  title: plainText(LIMITS.video.title),
  'title_url?': text(LIMITS.url),
  'author_name?': text(LIMITS.video.author),
  'provider_name?': text(LIMITS.video.author),
  'provider_icon_url?': text(LIMITS.url),
  'description?': plainText(LIMITS.video.title),
});
