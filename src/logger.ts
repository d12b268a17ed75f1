import { type DestinationStream, type Logger, pino } from 'pino';
import { cleanFacts, strikeOut } from './logger/redaction.js';

export type { Logger } from 'pino';
export { type BoltLogger, boltLogger } from './logger/bolt.js';

export interface LoggerOptions {
  /** trace, debug, info, warn, error, fatal or silent. */
  level: string;
  /** Where lines go; standard output where absent. */
  destination?: DestinationStream;
  /** Exact texts that must never be printed, wherever they turn up. */
  secrets?: readonly string[];
}

/**
 * The log: one JSON object a line, a static message and facts beside it.
 * Fields with telling names are redacted at any depth, errors are cut to code, message, stack and causes,
 * and tokens, addresses with credentials and the given secrets are struck out of the finished line.
 */
export function createLogger({ level, destination, secrets = [] }: LoggerOptions): Logger {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: (value: unknown) => value },
    formatters: {
      level: (label: string) => ({ level: label }),
      log: cleanFacts,
    },
    hooks: { streamWrite: strikeOut(secrets) },
  };
  const logger: Logger = destination === undefined ? pino(options) : pino(options, destination);
  const child = logger.child;
  // pino applies its formatters to the facts of a line but not to those of a child; children inherit this method
  logger.child = function cleanChild(this: Logger, bindings, childOptions) {
    return child.call(this, cleanFacts(bindings), childOptions);
  } as Logger['child'];
  return logger;
}
