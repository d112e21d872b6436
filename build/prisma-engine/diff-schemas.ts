import { openOfflineEngine } from './engine-host.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { explainEngineFailure } from './explain-engine-failure.ts';
import { type WasmEngine } from './load-wasm-engine.ts';
import { readMigrationList, toMigrationList } from './read-migration-list.ts';
import { allEntities } from './all-entities.ts';
import { withEngine } from './with-engine.ts';
import { type EngineTarget } from '../postgres/throw-away/engine-target.ts';

/** Where a schema comes from. */
export type DiffSide =
  | { readonly kind: 'empty' }
  /** Prisma schema files, `[path, text]`; the texts need not be on disk. */
  | { readonly kind: 'files'; readonly files: readonly (readonly [path: string, text: string])[] }
  /** What the migrations of a folder (absolute path) build, replayed in a shadow database. */
  | { readonly kind: 'migrations'; readonly dir: string }
  /** What migrations build that are given as texts, oldest first, replayed like those of a folder. */
  | { readonly kind: 'scripts'; readonly scripts: readonly (readonly [name: string, sql: string])[] }
  /** The database of the call's target: the schema of its URL, or these. */
  | { readonly kind: 'database'; readonly schemas?: readonly string[] };

export interface DiffOptions {
  /** Needed unless both sides are `files` or `empty`. */
  readonly target?: EngineTarget;
  /** SQL instead of a summary for people. @default true */
  readonly script?: boolean;
  /** What is left out of both sides, as `schema.name`. @default nothing */
  readonly external?: { readonly tables: readonly string[]; readonly enums: readonly string[] };
}

type DiffRequest = Parameters<WasmEngine['diff']>[0];

/**
 * The way from one schema to another.
 *
 * @returns The text, and whether there is any difference.
 * @throws EngineError P1012 when a schema is invalid, P3006 when a migration does not apply, …
 */
export async function diffSchemas(
  from: DiffSide,
  to: DiffSide,
  options: DiffOptions = {},
): Promise<{ readonly text: string; readonly isEmpty: boolean }> {
  const request: DiffRequest = {
    from: await toDiffTarget(from),
    to: await toDiffTarget(to),
    script: options.script ?? true,
    exitCode: true,
    filters: options.external
      ? { externalTables: [...options.external.tables], externalEnums: [...options.external.enums] }
      : allEntities,
  };
  const needsDatabase = [from, to].some(({ kind }) => kind !== 'empty' && kind !== 'files');
  const { stdout, exitCode } = needsDatabase
    ? await withEngine(requireTarget(options.target), request, (engine, input) => engine.diff(input))
    : await diffOffline(request);
  const isEmpty = exitCode === 0;
  if (!isEmpty && (stdout ?? '').trim() === '') {
    throw new EngineError(undefined, 'The schema engine found a difference and gave no script for it.');
  }
  return { text: stdout ?? '', isEmpty };
}

async function diffOffline(request: DiffRequest) {
  const engine = await openOfflineEngine({
    datamodels: [],
    log: () => undefined,
    disableAdvisoryLock: false,
  });
  try {
    return await engine.diff(request);
  } catch (error) {
    throw explainEngineFailure(error, {}, request);
  } finally {
    engine.free();
  }
}

async function toDiffTarget(source: DiffSide): Promise<DiffRequest['from']> {
  switch (source.kind) {
    case 'empty':
      return { tag: 'empty' };
    case 'files':
      return { tag: 'schemaDatamodel', files: toSchemaFiles(source.files) };
    case 'migrations':
      return { tag: 'migrations', ...(await readMigrationList(source.dir)) };
    case 'scripts':
      return { tag: 'migrations', ...toMigrationList(source.scripts) };
    case 'database':
      return { tag: 'schemaDatasource', files: [datasourceOnly(source.schemas)], configDir: '/' };
  }
}

/** The engine wants a schema beside the connection, to learn the provider. */
function datasourceOnly(schemas: readonly string[] = []) {
  const list = schemas.length === 0 ? '' : `  schemas = ${JSON.stringify(schemas)}\n`;
  return { path: '/main.prisma', content: `datasource db {\n  provider = "postgresql"\n${list}}\n` };
}

function toSchemaFiles(files: readonly (readonly [string, string])[]) {
  return files.map(([path, content]) => ({ path, content }));
}

function requireTarget(target: EngineTarget | undefined): EngineTarget {
  if (target) return target;
  throw new EngineError(undefined, 'Comparing with migrations or a database needs the URL of a database.');
}
