import { z } from 'zod';
import { type ConnectionOptions, parseConnectionUrl } from '../postgres/connection/connection-options.ts';
import { executeScript } from './execute-script.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { type EngineHost, type EngineSettings, openEngine, openOfflineEngine } from './engine-host.ts';
import { MethodNotFound, type RpcHandler } from './json-rpc.ts';
import { type WasmEngine } from './load-wasm-engine.ts';
import { proveRoom } from './prove-room.ts';
import { explainEngineFailure } from './explain-engine-failure.ts';
import { createDatabase } from './run-cli-command.ts';
import { closeSession, openSession } from '../postgres/connection/open-session.ts';
import { hasRows } from './has-rows.ts';
import { takeMigrationLock } from '../postgres/connection/take-advisory-lock.ts';

/** What the engine was started with; `main` is unknown when the project has no datasource URL. */
export interface EngineApiSettings extends Omit<EngineSettings, 'main'> {
  readonly main: ConnectionOptions | undefined;
  /** Where relative paths in URLs start. */
  readonly baseDir: string;
}

/** The methods of the schema engine's JSON-RPC interface. */
export interface EngineApi {
  readonly handle: RpcHandler;
  /** Ends every connection and drops shadow databases. */
  readonly close: () => Promise<void>;
  /** Ends what runs on the database right now, for a shutdown that cannot wait. */
  readonly interrupt: () => Promise<void>;
}

type Input<Method extends keyof WasmEngine> = Parameters<WasmEngine[Method]>[0];
/** The engine checks its own parameters; here only what we read ourselves is looked at. */
const params = <Value>(): z.ZodType<Value> =>
  z.custom<Value>((value) => typeof value === 'object' && value !== null);

const WithUrl = z.object({
  datasource: z.union([
    z.object({ tag: z.literal('ConnectionString'), url: z.string() }),
    z.object({ tag: z.literal('Schema') }),
  ]),
});
const Execute = z.object({
  script: z.string(),
  datasourceType: z.union([
    z.object({ tag: z.literal('url'), url: z.string() }),
    z.object({ tag: z.literal('schema') }),
  ]),
});

/**
 * @param print Shows text to the user (`diff` prints its result this way).
 */
export function createEngineApi(
  settings: EngineApiSettings,
  print: (text: string) => Promise<void>,
): EngineApi {
  let opening: Promise<EngineHost> | undefined;

  const mainTarget = (): ConnectionOptions => {
    if (settings.main) return settings.main;
    throw new EngineError(
      undefined,
      'The datasource.url property is required in your Prisma config file when using this command. Set DATABASE_URL.',
    );
  };
  const host = (): Promise<EngineHost> => {
    opening ??= openEngine({ ...settings, main: mainTarget() }).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  const target = (url: string | undefined): ConnectionOptions =>
    url === undefined ? mainTarget() : parseConnectionUrl(url, settings.baseDir);

  async function run<Result>(input: unknown, work: (engine: WasmEngine) => Promise<Result>): Promise<Result> {
    const opened = await host();
    try {
      return await work(opened.engine);
    } catch (error) {
      throw explainEngineFailure(error, opened.lastFailure(), input);
    } finally {
      await opened.releaseShadows();
    }
  }

  async function apply(input: Input<'applyMigrations'>) {
    const { main, onScript } = await host();
    if (!settings.disableAdvisoryLock) {
      await takeMigrationLock(main, () =>
        print('Another migration of this database is running; waiting for it.'),
      );
    }
    // The native engine announces every migration before it runs it; the WebAssembly one is silent.
    const waiting = [...input.migrationsList.migrationDirectories];
    onScript(async (script) => {
      const at = waiting.findIndex(
        ({ migrationFile: { content } }) => content.tag === 'ok' && content.value === script,
      );
      const [migration] = at < 0 ? [] : waiting.splice(at, 1);
      if (migration) await print(`Applying migration \`${migration.path}\``);
    });
    return run(input, (engine) => engine.applyMigrations(input)).finally(() => {
      onScript(() => Promise.resolve());
    });
  }

  /** Indexes on tables that have rows are a migration of their own, in the form that lets others write. */
  async function create(input: Input<'createMigration'>) {
    const { main } = await host();
    const result = await run(input, (engine) => engine.createMigration(input));
    if (!/^CREATE (?:UNIQUE )?INDEX/m.test(result.migrationScript ?? '')) return result;
    const { readScript } = await import('../postgres/sql/read-script.ts');
    const { setIndexesApart } = await import('../postgres/sql/set-indexes-apart.ts');
    const script = await readScript(result.migrationScript ?? '');
    const { rest, indexes } = await setIndexesApart(script, (table) => hasRows(main, table));
    if (!indexes) return result;
    if (rest.statements.length === 0) return { ...result, migrationScript: indexes.text };
    await print(
      'Indexes on tables that have rows are left for a migration of their own, which does not keep others from writing. Run this command once more to make it.',
    );
    return { ...result, migrationScript: rest.text };
  }

  /**
   * The engine compares with the migrations, but asks for no shadow database to replay them in: it only
   * knows their outcome if the diagnosis has just left it in its cache, which it does not when migrations were
   * applied in between.
   */
  function evaluate(input: Input<'evaluateDataLoss'>) {
    const { migrationsList, filters } = input;
    return run(input, async (engine) => {
      await engine.devDiagnostic({ migrationsList, filters });
      return engine.evaluateDataLoss(input);
    });
  }

  async function diff(input: Input<'diff'>): Promise<{ exitCode: number; stdout: null }> {
    const needsDatabase = [input.from, input.to].some(
      ({ tag }) => tag !== 'empty' && tag !== 'schemaDatamodel',
    );
    const compare = (engine: WasmEngine) => engine.diff(input);
    const offline = async () => {
      const engine = await openOfflineEngine(settings);
      return compare(engine).catch((error: unknown) => {
        throw explainEngineFailure(error, {}, input);
      });
    };
    const { exitCode, stdout } = needsDatabase ? await run(input, compare) : await offline();
    if (stdout) await print(stdout.replace(/\n$/, ''));
    return { exitCode, stdout: null };
  }

  async function version(input: unknown): Promise<string> {
    const given = WithUrl.safeParse(input);
    const url =
      given.success && given.data.datasource.tag === 'ConnectionString'
        ? given.data.datasource.url
        : undefined;
    const session = await openSession(target(url));
    try {
      const { rows } = await session.pool.query<{ version: string }>('SELECT version()');
      return rows[0]?.version ?? '';
    } finally {
      await closeSession(session);
    }
  }

  const urlOf = (input: unknown): string | undefined => {
    const { datasource } = WithUrl.parse(input);
    return datasource.tag === 'ConnectionString' ? datasource.url : undefined;
  };

  const methods: Readonly<Record<string, (input: unknown) => Promise<unknown>>> = {
    applyMigrations: (input) => apply(params<Input<'applyMigrations'>>().parse(input)),
    createMigration: async (input) => {
      const wanted = params<Input<'createMigration'>>().parse(input);
      const made = await create(wanted);
      if (made.migrationScript != null) proveRoom(wanted.migrationsList.baseDir, made.migrationScript);
      return made;
    },
    devDiagnostic: (input) =>
      run(input, (engine) => engine.devDiagnostic(params<Input<'devDiagnostic'>>().parse(input))),
    diagnoseMigrationHistory: (input) =>
      run(input, (engine) =>
        engine.diagnoseMigrationHistory(params<Input<'diagnoseMigrationHistory'>>().parse(input)),
      ),
    evaluateDataLoss: (input) => evaluate(params<Input<'evaluateDataLoss'>>().parse(input)),
    introspect: (input) =>
      run(input, (engine) => engine.introspect(params<Input<'introspect'>>().parse(input))),
    introspectSql: (input) =>
      run(input, (engine) => engine.introspectSql(params<Input<'introspectSql'>>().parse(input))),
    markMigrationApplied: (input) =>
      run(input, (engine) =>
        engine.markMigrationApplied(params<Input<'markMigrationApplied'>>().parse(input)),
      ),
    markMigrationRolledBack: (input) =>
      run(input, (engine) =>
        engine.markMigrationRolledBack(params<Input<'markMigrationRolledBack'>>().parse(input)),
      ),
    reset: (input) => run(input, (engine) => engine.reset(params<Input<'reset'>>().parse(input))),
    schemaPush: (input) =>
      run(input, (engine) => engine.schemaPush(params<Input<'schemaPush'>>().parse(input))),
    debugPanic: (input) =>
      run(input, (engine) => {
        engine.debugPanic();
        return Promise.resolve(null);
      }),
    diff: (input) => diff(params<Input<'diff'>>().parse(input)),
    dbExecute: (input) => {
      const { script, datasourceType } = Execute.parse(input);
      return executeScript(target(datasourceType.tag === 'url' ? datasourceType.url : undefined), script);
    },
    ensureConnectionValidity: async (input) => {
      await closeSession(await openSession(target(urlOf(input))));
      return {};
    },
    createDatabase: async (input) => ({ databaseName: await createDatabase(target(urlOf(input))) }),
    getDatabaseVersion: version,
  };

  return {
    handle: (method, input) => {
      const work = Object.hasOwn(methods, method) ? methods[method] : undefined;
      return work ? work(input) : Promise.reject(new MethodNotFound(`Method not found: ${method}`));
    },
    close: async () => {
      const opened = await opening?.catch(() => undefined);
      await opened?.close();
    },
    interrupt: async () => {
      const opened = await opening?.catch(() => undefined);
      await opened?.interrupt();
    },
  };
}
