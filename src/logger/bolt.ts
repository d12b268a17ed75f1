import type { Logger } from 'pino';

/** The logger that Bolt wants; `Level` is its own enumeration of debug, info, warn and error. */
export interface BoltLogger<Level extends string> {
  debug(...details: unknown[]): void;
  info(...details: unknown[]): void;
  warn(...details: unknown[]): void;
  error(...details: unknown[]): void;
  setLevel(level: Level): void;
  getLevel(): Level;
  setName(name: string): void;
}

const message = 'slack library';

/**
 * Gives Bolt a child of our logger. Bolt composes sentences with facts inside; they go into the field `details`,
 * and the message stays static. Setting a level here changes this child alone.
 */
export function boltLogger<Level extends string = string>(logger: Logger): BoltLogger<Level> {
  const child = logger.child({ part: 'slack-library' });
  let name: string | undefined;
  const facts = (details: unknown[]) => (name === undefined ? { details } : { library: name, details });
  return {
    debug: (...details) => child.debug(facts(details), message),
    info: (...details) => child.info(facts(details), message),
    warn: (...details) => child.warn(facts(details), message),
    error: (...details) => child.error(facts(details), message),
    setLevel: (level) => {
      child.level = level.toLowerCase();
    },
    getLevel: () => child.level as Level,
    setName: (given) => {
      name = given;
    },
  };
}
