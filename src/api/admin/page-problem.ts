import { type Problem, problemOf } from '../problems.js';

/** Errors that programs never see. */
const statuses: Record<string, number> = { FOREIGN_PAGE: 403, NOT_HELD: 409, NOT_SEALED: 409 };

/** What any error is to somebody who looks at a page: as it is to a program, with the status that fits. */
export function pageProblemOf(error: unknown, requestId: string): Problem {
  const problem = problemOf(error, requestId);
  return { ...problem, status: statuses[problem.code] ?? problem.status };
}
