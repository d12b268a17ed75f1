import type { WebApiMethod } from './method.js';

/** api.test: echoes its arguments. */
export const apiTest: WebApiMethod = {
  name: 'api.test',
  token: 'none',
  run: ({ args }) => (args.error === undefined ? { ok: true, args } : { ok: false, error: args.error, args }),
};
