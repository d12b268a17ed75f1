import { apiTest } from './api-test.js';
import { appsConnectionsOpen } from './apps-connections-open.js';
import { authTest } from './auth-test.js';
import { blocksValidate } from './blocks-validate.js';
import { chatDelete } from './chat-delete.js';
import { chatPostEphemeral } from './chat-post-ephemeral.js';
import { chatPostMessage } from './chat-post-message.js';
import { chatUpdate } from './chat-update.js';
import { conversationsHistory } from './conversations-history.js';
import { conversationsInfo } from './conversations-info.js';
import { conversationsOpen } from './conversations-open.js';
import { conversationsReplies } from './conversations-replies.js';
import { filesCompleteUploadExternal } from './files-complete-upload-external.js';
import { filesGetUploadUrlExternal } from './files-get-upload-url-external.js';
import { filesInfo } from './files-info.js';
import type { WebApiMethod } from './method.js';
import { usersInfo } from './users-info.js';
import { viewsOpen } from './views-open.js';
import { viewsPublish } from './views-publish.js';
import { viewsPush } from './views-push.js';
import { viewsUpdate } from './views-update.js';

/** Every Web API method that the double answers; any other name is unknown_method. */
export const METHODS: readonly WebApiMethod[] = [
  apiTest,
  appsConnectionsOpen,
  authTest,
  blocksValidate,
  chatDelete,
  chatPostEphemeral,
  chatPostMessage,
  chatUpdate,
  conversationsHistory,
  conversationsInfo,
  conversationsOpen,
  conversationsReplies,
  filesCompleteUploadExternal,
  filesGetUploadUrlExternal,
  filesInfo,
  usersInfo,
  viewsOpen,
  viewsPublish,
  viewsPush,
  viewsUpdate,
];
