import { type Finding, isJson, type Json } from './blocks/check.js';
import { blockTextSum, validateBlocks } from './blocks/validate.js';
import { LIMITS } from './limits.js';

export interface Refusal {
  error: string;
  findings: readonly Finding[];
}

export interface Content {
  text: string;
  blocks: readonly Json[];
  /** "message_truncated" where the text was cut. */
  warning: string | null;
}

export interface ContentRules {
  refuseDataBlocks: boolean;
  /** Whether the app may show this picture of a `slack_file`; absent: nobody looks. */
  mayShow?: (slackFile: Json) => boolean;
  /** chat.postMessage alone: msg_blocks_too_long. */
  sumBlockTexts?: boolean;
  /** Longer text is refused with msg_too_long; absent: cut at 40,000 with a warning. */
  maxText?: number;
}

/** Text and blocks of a message as Slack takes them, or why it does not. */
export function readContent(args: Json, rules: ContentRules): Content | Refusal {
  const text = typeof args.text === 'string' ? args.text : '';
  const blocks = args.blocks ?? [];
  if (!Array.isArray(blocks) || !blocks.every(isJson)) return refusal('invalid_blocks_format');
  const attachments = args.attachments ?? [];
  if (!Array.isArray(attachments)) return refusal('invalid_attachments');
  if (attachments.length > LIMITS.message.attachments) return refusal('too_many_attachments');
  const findings = validateBlocks(blocks, 'message', rules);
  if (findings.length > 0) return refusal('invalid_blocks', findings);
  const inAttachments = attachments.flatMap((attachment, index) =>
    isJson(attachment) && attachment.blocks !== undefined
      ? validateBlocks(attachment.blocks, 'message', { ...rules, pointer: `/attachments/${index}/blocks` })
      : [],
  );
  if (inAttachments.length > 0) return refusal('invalid_attachments', inAttachments);
  if (text.trim() === '' && blocks.length === 0 && attachments.length === 0) return refusal('no_text');
  if (rules.maxText !== undefined && text.length > rules.maxText) return refusal('msg_too_long');
  if (rules.sumBlockTexts && blockTextSum(blocks) > LIMITS.message.blockTextSum)
    return refusal('msg_blocks_too_long');
  const cut = text.length > LIMITS.message.text;
  return { text: text.slice(0, LIMITS.message.text), blocks, warning: cut ? 'message_truncated' : null };
}

function refusal(error: string, findings: readonly Finding[] = []): Refusal {
  return { error, findings };
}

/** A refusal as a Web API answer: the code, `errors` and the same lines under `response_metadata.messages`. */
export function refusalAnswer({ error, findings }: Refusal): Json {
  if (findings.length === 0) return { ok: false, error };
  const errors = findings.map(({ pointer, message }) => `${message} [json-pointer:${pointer}]`);
  return {
    ok: false,
    error,
    errors,
    response_metadata: { messages: errors.map((line) => `[ERROR] ${line}`) },
  };
}
