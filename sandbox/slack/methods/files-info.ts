import { filePayload } from '../files/file-payload.js';
import { isProcessed } from '../files/picture-rights.js';
import { fail, type WebApiMethod } from './method.js';

/** files.info: what is known of a file; its type only once it is processed. */
export const filesInfo: WebApiMethod = {
  name: 'files.info',
  token: 'bot',
  scope: 'files:read',
  run: ({ args, workspace, lasting }) => {
    const file = workspace.files.find(args.file);
    if (!file || file.completedMs === null) return fail('file_not_found');
    const processed = isProcessed(workspace, file, lasting.fileProcessingMs);
    return { ok: true, file: filePayload(workspace, file, processed), comments: [] };
  },
};
