import { z } from 'zod';
import {
  asDriverError,
  connectionClosed,
  isLostConnection,
} from '../postgres/connection/connection-error.ts';
import { type FailedScript } from './create-sql-adapter.ts';
import {
  displayError,
  errorPosition,
  migrationFailed,
  migrationInterrupted,
  showPosition,
} from './describe-database-error.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { readPanicMessage } from './load-wasm-engine.ts';

/** The part of a request that holds the migrations' texts. */
const WithMigrations = z.object({
  migrationsList: z.object({
    migrationDirectories: z.array(
      z.object({
        path: z.string(),
        migrationFile: z.object({ content: z.object({ tag: z.string(), value: z.string() }) }),
      }),
    ),
  }),
});

/** What the engine got from us and could not pass on. */
export interface LastFailure {
  /** The last statement the database refused. */
  readonly failed?: FailedScript;
  /** What we threw ourselves, for a shadow database or a lock that could not be had: the engine knows it as a number. */
  readonly ours?: EngineError;
}

/** What the WebAssembly engine calls errors of the driver it cannot name; we name them. */
const NAMELESS = /^external connector error\b/;
/** P3006 up to the place where the database's own words belong. */
const NAMELESS_SHADOW =
  /^(Migration `[^`]+` failed to apply cleanly to the shadow database\. \n(?:Error code: \w+\n)?Error:\n)external connector error\n/;

/**
 * Turns whatever the WebAssembly engine threw into an error with the native engine's code and words.
 *
 * @param last What the engine does not pass on.
 * @param request The parameters of the call, to find the migration a script belongs to.
 */
export function explainEngineFailure(
  thrown: unknown,
  { failed, ours }: LastFailure,
  request: unknown,
): EngineError {
  if (thrown instanceof EngineError) return thrown;
  if (!(thrown instanceof Error)) return new EngineError(undefined, String(thrown));
  if (thrown.name === 'RuntimeError') {
    return new EngineError(undefined, readPanicMessage() || thrown.message, {}, true);
  }
  if (ours) return ours;
  if (failed?.wasInterrupted === true) {
    const migration = findMigration(request, failed.script);
    if (migration !== undefined) return migrationInterrupted(migration, failed);
  }
  if (failed && isLostConnection(asDriverError(failed.error))) return connectionClosed();
  if (failed && NAMELESS.test(thrown.message)) {
    const migration = findMigration(request, failed.script);
    if (migration !== undefined) return migrationFailed(migration, failed);
  }
  const shadow = NAMELESS_SHADOW.exec(thrown.message)?.[1];
  if (failed && shadow !== undefined) {
    const message = `${shadow}${displayError(failed.error)}${showPosition(failed)}`;
    return new EngineError('P3006', message, replayFacts(message, failed));
  }
  const code: unknown = Reflect.get(thrown, 'code');
  if (code === 'P3006') return new EngineError(code, thrown.message, replayFacts(thrown.message, failed));
  return new EngineError(typeof code === 'string' ? code : undefined, thrown.message);
}

/** Which migration failed in the shadow database, and where in it: characters from 1, as PostgreSQL counts. */
function replayFacts(message: string, failed: FailedScript | undefined): Readonly<Record<string, unknown>> {
  return {
    migration_name: /^Migration `([^`]+)`/.exec(message)?.[1],
    ...(failed && { database_error: displayError(failed.error), position: errorPosition(failed.error) }),
  };
}

function findMigration(request: unknown, script: string): string | undefined {
  const parsed = WithMigrations.safeParse(request);
  if (!parsed.success) return undefined;
  return parsed.data.migrationsList.migrationDirectories.find(
    ({ migrationFile }) => migrationFile.content.value === script,
  )?.path;
}
