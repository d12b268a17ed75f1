import { type Check, object } from './check.js';
import { blockFields } from './text-object.js';

/** A line across. */
export const divider: Check = object(blockFields('divider'));
