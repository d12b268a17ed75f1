import { isNamedPicture } from '../files/file-kind.js';
import { UPLOAD_PATH } from '../files/upload.js';
import { LIMITS } from '../limits.js';
import { fail, type WebApiMethod } from './method.js';

/** files.getUploadURLExternal: an id for a file of this name and length, and where to post its bytes. */
export const filesGetUploadUrlExternal: WebApiMethod = {
  name: 'files.getUploadURLExternal',
  token: 'bot',
  scope: 'files:write',
  run: ({ args, workspace, lasting, addressOf }) => {
    const name = typeof args.filename === 'string' ? args.filename : '';
    const length = Number(args.length ?? 0);
    const altText = typeof args.alt_txt === 'string' ? args.alt_txt : '';
    if (name === '' || length === 0) return fail('missing_argument');
    if (!Number.isInteger(length) || length < 0) return fail('invalid_arguments');
    if (lasting.fileUploads === 'off') return fail('file_uploads_disabled');
    if (lasting.fileUploads === 'images_only' && !isNamedPicture(name))
      return fail('file_uploads_except_images_disabled');
    if (length > LIMITS.file.bytes) return fail('file_upload_size_restricted');
    if (args.snippet_type !== undefined && length > LIMITS.file.snippetBytes)
      return fail('snippet_too_large');
    if (altText.length > LIMITS.file.altText) return fail('alt_txt_too_large');
    const file = workspace.files.announce({ name, length, altText, user: workspace.botUserId });
    return { ok: true, upload_url: addressOf(`${UPLOAD_PATH}${file.id}`), file_id: file.id };
  },
};
