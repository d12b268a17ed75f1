import { LIMITS } from '../limits.js';
import { boolean, byType, type Check, object, oneOf, text } from './check.js';

/** A plain_text object of 1..max characters. */
export function plainText(max: number): Check {
  return byType({ plain_text: object({ type: oneOf('plain_text'), text: text(max), 'emoji?': boolean }) });
}

/** A mrkdwn object of 1..max characters. */
export function mrkdwn(max: number): Check {
  return byType({ mrkdwn: object({ type: oneOf('mrkdwn'), text: text(max), 'verbatim?': boolean }) });
}

/** A plain_text or mrkdwn object of 1..max characters. */
export function textObject(max: number): Check {
  return byType({ plain_text: plainText(max), mrkdwn: mrkdwn(max) });
}

/** The fields that every block has. */
export function blockFields(type: string): Record<string, Check> {
  return { type: oneOf(type), 'block_id?': text(LIMITS.blockId) };
}

/** The "are you sure" dialog of an element. */
export const confirmation = object({
  'title?': plainText(LIMITS.confirm.title),
  text: textObject(LIMITS.confirm.text),
  'confirm?': plainText(LIMITS.confirm.button),
  'deny?': plainText(LIMITS.confirm.button),
  'style?': oneOf('primary', 'danger'),
});
