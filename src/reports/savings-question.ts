import type { Window } from '../cost/window.js';
import type { Question } from '../cost-service/question.js';
import { questionOf } from './cost-result.js';
import type { ReportParams } from './report-params.js';

/** What savings are judged on: container grain, with idle apart, since shared idle would inflate prices. */
export function savingsQuestion(params: ReportParams, window: Window = params.window): Question {
  return {
    ...questionOf(params, ['cluster', 'namespace', 'controller', 'container'], window),
    idle: 'separate',
    baseline: null,
    series: 'none',
    capacity: true,
  };
}
