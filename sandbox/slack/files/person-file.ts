import type { SlackDouble } from '../contract.js';
import { firstUser, type Workspace } from '../workspace.js';

/** A complete file of a person, which the app does not own; its id. */
export function addPersonFile(
  workspace: Workspace,
  { name, bytes, user }: Parameters<SlackDouble['addFile']>[0],
): string {
  const owner = user ?? firstUser(workspace).id;
  const { id } = workspace.files.announce({ name, length: bytes.length, altText: '', user: owner });
  workspace.files.receive(id, bytes);
  workspace.files.complete(id, name);
  return id;
}
