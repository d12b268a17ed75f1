import type { WebApiMethod } from './method.js';

/** apps.connections.open: where to open one Socket Mode connection; wants the app-level token. */
export const appsConnectionsOpen: WebApiMethod = {
  name: 'apps.connections.open',
  token: 'app',
  run: ({ socketUrl }) => ({ ok: true, url: socketUrl() }),
};
