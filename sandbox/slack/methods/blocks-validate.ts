import { isJson, type Json } from '../blocks/check.js';
import { validateBlocks } from '../blocks/validate.js';
import { LIMITS } from '../limits.js';
import { fail, type MethodContext, type WebApiMethod } from './method.js';

/** blocks.validate: exactly one of blocks, message and view, looked at without a token. */
export const blocksValidate: WebApiMethod = {
  name: 'blocks.validate',
  token: 'none',
  run: (context) => {
    const given = ['blocks', 'message', 'view'].filter((name) => context.args[name] !== undefined);
    const [name] = given;
    if (!name || given.length > 1) return fail('invalid_arguments');
    if (JSON.stringify(context.args[name]).length > LIMITS.validate.characters)
      return fail('invalid_arguments');
    const findings = look(context, name);
    if (findings.length === 0) return { ok: true };
    const errors = findings.map(({ pointer, message }) => ({ pointer, code: 'invalid_blocks', message }));
    return { ok: false, error: 'invalid_blocks', errors };
  },
};

function look({ args, rules }: MethodContext, name: string) {
  if (name === 'blocks') return validateBlocks(args.blocks, 'message', rules);
  const body: Json = isJson(args[name]) ? (args[name] as Json) : {};
  const surface = name === 'view' ? (body.type === 'home' ? 'home' : 'modal') : 'message';
  return validateBlocks(body.blocks ?? [], surface, { ...rules, pointer: `/${name}/blocks` });
}
