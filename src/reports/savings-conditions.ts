import type { Answer } from '../cost-service/answer.js';

const wholePlaces: readonly string[] = ['cluster', 'namespace', 'controller', 'container'];

/** Whether conditions leave only a part of what a recommendation is about: some pods of it, some nodes. */
export function isNarrow({ question }: Pick<Answer, 'question'>): boolean {
  return question.filter.some(({ dimension }) => !wholePlaces.includes(dimension));
}
