import type { HttpAnswer } from '../response-url.js';
import type { Workspace } from '../workspace.js';
import { fileInForm } from './multipart.js';

/** Where bytes are posted: this, and the id of the file. */
export const UPLOAD_PATH = '/upload/v1/';

/** Takes the bytes of an announced file, raw or as the one file of a form; 200 as text, or 400 with why not. */
export function receiveUpload(
  workspace: Workspace,
  { path, contentType, bytes }: { path: string; contentType: string; bytes: Buffer },
): HttpAnswer {
  const content = contentType.startsWith('multipart/form-data') ? fileInForm(contentType, bytes) : bytes;
  if (!content) return { status: 400, body: 'no_file_data' };
  const taken = workspace.files.receive(path.slice(UPLOAD_PATH.length), content);
  return taken ? { status: 200, body: `OK - ${content.length}` } : { status: 400, body: 'upload_refused' };
}
