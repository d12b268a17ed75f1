import { NotUnderstood } from '../../errors.js';
import type { ReplyTarget } from '../messenger.js';
import { limits } from '../render/limits.js';

/** What a form about a line remembers: the line, and where its answer belongs. */
export interface QuestionMemory {
  line: string;
  target: ReplyTarget;
}

/** As `private_metadata`. Throws NotUnderstood where Slack would not take so much. */
export function writeMemory(memory: QuestionMemory): string {
  const text = JSON.stringify(memory);
  if (text.length <= limits.privateMetadata) return text;
  throw new NotUnderstood('This line is too long for a form. Type it anew instead.', [], 'LINE_TOO_LONG');
}

/** What the form of this person in this workspace was opened for; null for anything else. */
export function readMemory(
  text: string,
  { user, workspace }: { user: string; workspace: string },
): QuestionMemory | null {
  try {
    const { line, target } = JSON.parse(text) as Partial<QuestionMemory>;
    if (typeof line !== 'string' || !target) return null;
    const { responseUrl, replaces, channel } = target;
    const isOurs = target.user === user && target.workspace === workspace;
    if (!isOurs || typeof responseUrl !== 'string' || typeof channel !== 'string') return null;
    return { line, target: { ...target, replaces: replaces === true } };
  } catch {
    return null;
  }
}
