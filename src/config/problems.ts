import { KubecentError } from '../errors.js';

/** The configuration cannot be used. `problems` holds every reason, each with the name of the setting and never with its value. */
export class ConfigError extends KubecentError {
  readonly problems: string[];

  constructor(problems: string[]) {
    const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
    super({
      code: 'CONFIG_INVALID',
      userMessage: `The configuration has ${count}:\n${problems.map((problem) => `- ${problem}`).join('\n')}`,
    });
    this.problems = problems;
  }
}

/** What a reader of settings reports: `problems` stop the start, `warnings` do not. */
export interface Findings {
  problems: string[];
  warnings: string[];
}
