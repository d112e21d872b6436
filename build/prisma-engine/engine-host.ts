import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
  type SqlResultSet,
} from '@prisma/driver-adapter-utils';
import { type ConnectionOptions } from '../postgres/connection/connection-options.ts';
import { createSqlAdapter, type FailedScript } from './create-sql-adapter.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { type LastFailure } from './explain-engine-failure.ts';
import { isLockRequest, takeAdvisoryLock } from '../postgres/connection/take-advisory-lock.ts';
import { loadWasmEngine, type WasmEngine } from './load-wasm-engine.ts';
import { setPreviewFeatures } from './set-preview-features.ts';
import { createOfflineAdapter } from './create-offline-adapter.ts';
import { closeSession, openSession, type Session } from '../postgres/connection/open-session.ts';
import {
  createShadowDatabase,
  openExternalShadowDatabase,
  sameDatabase,
  type ShadowDatabase,
} from '../postgres/throw-away/shadow-database.ts';
import { compareAsStored } from './stored/compare-as-stored.ts';
import { Comparison } from './stored/comparison.ts';
import { hideTenantObjects } from './stored/hide-tenant-objects.ts';
import { listExtensions } from './stored/list-extensions.ts';
import { isColumnList, rewriteDescription } from './stored/rewrite-description.ts';

/** What one engine works on. */
export interface EngineSettings {
  readonly main: ConnectionOptions;
  readonly shadow: ConnectionOptions | undefined;
  /** `[path, text]` of the schema's files. */
  readonly datamodels: readonly (readonly [path: string, text: string])[];
  /** Gets the engine's own log lines (JSON). */
  readonly log: (line: string) => void;
  /** `PRISMA_SCHEMA_DISABLE_ADVISORY_LOCK`: needed behind poolers that share sessions. */
  readonly disableAdvisoryLock: boolean;
}

/** Called with the text of a script; the script runs when the promise is resolved. */
export type ScriptListener = (script: string) => Promise<void>;

/** A WebAssembly engine together with everything it opened; `close` leaves nothing behind. */
export interface EngineHost {
  readonly engine: WasmEngine;
  readonly main: Session;
  /** What the engine does not pass on of the last failure. */
  readonly lastFailure: () => LastFailure;
  /** Drops shadow databases that are still there. */
  readonly releaseShadows: () => Promise<void>;
  /** Gets every script before it runs on the main database; replaces the one before. */
  readonly onScript: (listener: ScriptListener) => void;
  /** Cancels what runs on the database right now. */
  readonly interrupt: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Connects and starts an engine.
 *
 * @throws EngineError when the database cannot be reached, or both URLs name one database.
 */
export async function openEngine(settings: EngineSettings): Promise<EngineHost> {
  if (settings.shadow && isSameAddress(settings.main, settings.shadow)) throw sameDatabase();
  const wasm = await loadWasmEngine();
  const main = await openSession(settings.main);
  const shadows = new Set<ShadowDatabase>();
  let failure: LastFailure = {};
  const onFailure = (failed: FailedScript): void => {
    failure = { failed };
  };
  const remember = (error: unknown): never => {
    failure = error instanceof EngineError ? { ours: error } : {};
    throw error;
  };
  let announce: ScriptListener = () => Promise.resolve();
  const beforeScript = async (script: string): Promise<boolean> => {
    if (!isLockRequest(script)) {
      await announce(script);
      return false;
    }
    if (!settings.disableAdvisoryLock) await takeAdvisoryLock(main, script).catch(remember);
    return true;
  };
  const openShadow = (): Promise<ShadowDatabase> =>
    settings.shadow ? openExternalShadowDatabase(main, settings.shadow) : createShadowDatabase(main);
  const comparison = new Comparison();
  const onResult = (session: Session) => async (result: SqlResultSet) => {
    if (isColumnList(result)) {
      comparison[session === main ? 'database' : 'history'] = await listExtensions(session);
    }
    return rewriteDescription(session, comparison.declared, hideTenantObjects(result), (index, areEqual) => {
      comparison.note(index, areEqual);
    });
  };
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    // The session outlives the engine's "dispose": the host closes it.
    connect: () =>
      createSqlAdapter(main, {
        onFailure,
        beforeScript,
        onResult: onResult(main),
        onDispose: () => Promise.resolve(),
      }),
    connectToShadowDb: async (): Promise<SqlDriverAdapter> => {
      const shadow = await openShadow().catch(remember);
      shadows.add(shadow);
      const onDispose = async (): Promise<void> => {
        await shadow.release();
        shadows.delete(shadow);
      };
      return createSqlAdapter(shadow.session, {
        onFailure,
        beforeScript: () => Promise.resolve(false),
        onResult: onResult(shadow.session),
        onDispose,
      });
    },
  };
  const releaseShadows = async (): Promise<void> => {
    await Promise.all([...shadows].map((shadow) => shadow.release()));
    shadows.clear();
  };
  const interrupt = async (): Promise<void> => {
    const helper = await openSession(settings.main);
    const sessions = [main, ...[...shadows].map((shadow) => shadow.session)];
    for (const { backendPid } of sessions)
      await helper.pool.query('SELECT pg_cancel_backend($1)', [backendPid]);
    await closeSession(helper);
  };
  const close = async (): Promise<void> => {
    await releaseShadows().finally(() => closeSession(main));
  };
  try {
    const engine = await startEngine(wasm, settings, factory);
    await setPreviewFeatures(
      engine,
      settings.datamodels.map(([, text]) => text),
    );
    compareAsStored(engine, comparison, settings.datamodels, (sql) => main.pool.query(sql));
    return {
      engine,
      main,
      lastFailure: () => failure,
      onScript: (listener) => (announce = listener),
      releaseShadows,
      interrupt,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** An engine without a database, for comparisons of schema files. */
export async function openOfflineEngine(
  settings: Omit<EngineSettings, 'main' | 'shadow'>,
): Promise<WasmEngine> {
  const refuse = (): Promise<never> =>
    Promise.reject(new EngineError(undefined, 'this comparison needs no shadow database'));
  return startEngine(await loadWasmEngine(), settings, {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => Promise.resolve(createOfflineAdapter()),
    connectToShadowDb: refuse,
  });
}

function startEngine(
  wasm: Awaited<ReturnType<typeof loadWasmEngine>>,
  settings: Pick<EngineSettings, 'datamodels' | 'log'>,
  factory: SqlMigrationAwareDriverAdapterFactory,
): Promise<WasmEngine> {
  const datamodels = settings.datamodels.map(([path, text]): [string, string] => [path, text]);
  return wasm.new(
    { datamodels: datamodels.length > 0 ? datamodels : undefined },
    settings.log,
    bindMigrationAwareSqlAdapterFactory(factory),
  );
}

function isSameAddress(a: ConnectionOptions, b: ConnectionOptions): boolean {
  return a.host === b.host && a.port === b.port && a.database === b.database;
}
