import { isJson, type Json } from '../blocks/check.js';
import type { Surface } from '../blocks/index.js';
import { plainText } from '../blocks/text-object.js';
import { validateBlocks } from '../blocks/validate.js';
import { LIMITS } from '../limits.js';
import { type Refusal, refusalAnswer } from '../message-content.js';
import { viewPayload } from '../views/view-payload.js';
import type { StoredView } from '../views/view-store.js';
import type { Workspace } from '../workspace.js';
import { fail, type MethodContext } from './method.js';

/** A view as Slack takes it for this surface, or the answer that refuses it. */
export function readView(
  { args, rules }: Pick<MethodContext, 'args' | 'rules'>,
  surface: Exclude<Surface, 'message'>,
): { view: Json } | { answer: Json } {
  const view = args.view;
  if (!isJson(view)) return { answer: fail('invalid_arguments') };
  if (view.type !== surface) return { answer: invalid([['/view/type', `must be ${surface}`]]) };
  if (JSON.stringify(view).length > LIMITS.view.bytes) return { answer: fail('view_too_large') };
  const findings = validateBlocks(view.blocks ?? null, surface, { ...rules, pointer: '/view/blocks' });
  if (surface === 'modal') {
    findings.push(...plainText(LIMITS.view.title)(view.title, '/view/title'));
    for (const name of ['submit', 'close'])
      if (view[name] !== undefined)
        findings.push(...plainText(LIMITS.view.button)(view[name], `/view/${name}`));
    const hasInput = Array.isArray(view.blocks) && view.blocks.some((b) => isJson(b) && b.type === 'input');
    if (hasInput && view.submit === undefined)
      findings.push({ pointer: '/view', message: 'missing required field: submit' });
  }
  if (String(view.private_metadata ?? '').length > LIMITS.view.privateMetadata)
    findings.push({ pointer: '/view/private_metadata', message: 'must be less than 3001 characters' });
  if (String(view.callback_id ?? '').length > LIMITS.view.callbackId)
    findings.push({ pointer: '/view/callback_id', message: 'must be less than 256 characters' });
  return findings.length > 0 ? { answer: refusalAnswer({ error: 'invalid_arguments', findings }) } : { view };
}

function invalid(lines: readonly (readonly [string, string])[]): Json {
  const refusal: Refusal = {
    error: 'invalid_arguments',
    findings: lines.map(([pointer, message]) => ({ pointer, message })),
  };
  return refusalAnswer(refusal);
}

/** Slack's answer that carries a view. */
export function viewAnswer(workspace: Workspace, view: StoredView): Json {
  return { ok: true, view: viewPayload(workspace, view) };
}
