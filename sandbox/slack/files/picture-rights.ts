import type { Json } from '../blocks/check.js';
import type { Workspace } from '../workspace.js';
import { isPicture } from './file-kind.js';
import type { StoredFile } from './file-store.js';

/** Whether Slack is done with a completed file: it has a type then, and can be shown. */
export function isProcessed(workspace: Workspace, file: StoredFile, processingMs: number): boolean {
  return file.completedMs !== null && workspace.now() >= file.completedMs + processingMs;
}

/** Whether a block of the app may show this `slack_file`: a complete and processed picture that the app owns. */
export function mayShow(workspace: Workspace, slackFile: Json, processingMs: number): boolean {
  const file = workspace.files.find(slackFile.id ?? idInUrl(slackFile.url));
  if (!file || !isProcessed(workspace, file, processingMs)) return false;
  return isPicture(file.mimetype) && file.user === workspace.botUserId;
}

/** The id in the address of a file, such as "https://files.slack.com/files-pri/T1-F1/a.png". */
function idInUrl(url: unknown): string | null {
  return (
    /^https:\/\/(?:files|[a-z0-9-]+)\.slack\.com\/.*[/-](F[A-Z0-9]{8,})\//.exec(String(url))?.[1] ?? null
  );
}
