import { isJson, type Json } from '../blocks/check.js';
import type { Workspace } from '../workspace.js';
import type { Choosable } from './element-state.js';

/** Which users, channels and direct messages a select of them offers. */
export function offeredIds(workspace: Workspace, element: Json): Choosable['has'] {
  const include = isJson(element.filter) ? element.filter.include : undefined;
  const kinds: readonly unknown[] = Array.isArray(include) ? include : ['public', 'im'];
  return (type, id) => {
    if (type.endsWith('users_select')) return workspace.users.has(id);
    const channel = workspace.channels.get(id);
    if (!channel || channel.deleted) return false;
    if (channel.directWith === null) return kinds.includes('public');
    return type.endsWith('conversations_select') && kinds.includes('im');
  };
}
