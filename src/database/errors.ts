import { KubecentError } from '../errors.js';

/** The code of an error of the system or the database; '' where it has none. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

/** The database does not answer, or went away in the middle. */
export class DatabaseUnreachable extends KubecentError {
  constructor(cause: unknown) {
    super({
      code: 'DATABASE_UNREACHABLE',
      userMessage:
        'The database of the ledger does not answer; check that it is running and that DATABASE_URL is right.',
      retryable: true,
      cause,
    });
  }
}

/** The embedded database ended by itself: a full disk, a damaged data folder. */
export class DatabaseLost extends KubecentError {
  constructor(cause: unknown) {
    super({
      code: 'DATABASE_LOST',
      userMessage:
        'The embedded database of the ledger cannot be used; check the space and the rights of DATA_DIR, then start Kubecent again.',
      retryable: true,
      cause,
    });
  }
}

/** The schema was made by a newer Kubecent. */
export class SchemaNewer extends KubecentError {
  constructor(names: readonly string[]) {
    super({
      code: 'SCHEMA_NEWER',
      userMessage: `The ledger was made by a newer Kubecent (it has ${names.join(', ')}); start that version, or a newer one.`,
    });
  }
}

/** A step of the schema was refused: no right to create tables, a full disk. */
export class SchemaFailed extends KubecentError {
  constructor(step: string, cause: unknown) {
    super({
      code: 'SCHEMA_FAILED',
      userMessage: `The tables of the ledger could not be brought up to date (step ${step}, SQLSTATE ${codeOf(cause)}); check that the database's user may create tables and that there is space, then start Kubecent again.`,
      cause,
    });
  }
}

/** PostgreSQL before 14 lacks what is used. */
export class DatabaseTooOld extends KubecentError {
  constructor(version: string) {
    super({
      code: 'DATABASE_TOO_OLD',
      userMessage: `This PostgreSQL is ${version}; Kubecent needs 14 or newer.`,
    });
  }
}

/** Another process has the data folder. */
export class FolderInUse extends KubecentError {
  constructor(folder: string) {
    super({
      code: 'DATA_DIR_IN_USE',
      userMessage: `Another Kubecent process uses the data folder ${folder}. Stop it, or give this one a DATA_DIR of its own.`,
    });
  }
}

/** The data folder cannot be made or written to. */
export class FolderUnusable extends KubecentError {
  constructor(folder: string, why: string, cause?: unknown) {
    super({
      code: 'DATA_DIR_UNUSABLE',
      userMessage: `The data folder ${folder} cannot be used (${why}); set DATA_DIR to a folder that this process may write to.`,
      cause,
    });
  }
}
