import { join } from 'node:path';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { namedDatabases } from '../../postgres/which-database.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { externalNames, schemasOf } from '../../pipeline/lock/external-names.ts';
import { componentOrderVariable } from '../../prisma-engine/order-schema-files.ts';
import { type ComposedForPrisma } from './compose-for-prisma.ts';
import { guardPrismaCommand } from './guard-prisma-command.ts';
import { type PrismaNeeds, readPrismaCommand, readUrlOption } from './read-prisma-command.ts';

/** Settings for `prisma.config.ts`. */
export interface PrismaSettings {
  /** Folder of the composed schema, relative to the project. */
  readonly schema: string;
  readonly migrations: { readonly path: string };
  readonly datasource: { readonly url?: string; readonly shadowDatabaseUrl?: string };
  /** Without this, `experimental` and the lists, Prisma drops the tables of retired components. */
  readonly experimental: { readonly externalTables: true };
  readonly tables: { readonly external: string[] };
  readonly enums: { readonly external: string[] };
}

/** The process Prisma's command line runs in. */
export interface PrismaProcess {
  /** What follows `prisma` on the command line; empty when something else reads the configuration. */
  readonly args: readonly string[];
  /** Gets the settings of `.env` and, for children such as the seed, the URL of the embedded database. */
  readonly env: NodeJS.ProcessEnv;
  /** Notes and problems for people. */
  readonly write: (text: string) => void;
  readonly color: boolean;
}

/** The command must not run; everything was said. */
export class PrismaCommandStopped extends Error {
  override readonly name = 'PrismaCommandStopped';
}

/**
 * Brings a project into the state a Prisma command expects: environment, engine, composed schema, database.
 * The database stays up as long as this process lives.
 *
 * @throws PrismaCommandStopped after it wrote what is wrong.
 */
export async function preparePrismaCommand(
  projectDir: string,
  process: PrismaProcess,
): Promise<PrismaSettings> {
  const { env } = process;
  // An allowance is for one call: what the guard reads is what was there before `.env`.
  const given = { ...env };
  Object.assign(env, await loadEnvironment(projectDir, env));
  env['PRISMA_SCHEMA_ENGINE_BINARY'] ||= join(import.meta.dirname, '../../../bin/schema-engine.js');
  const needs = readPrismaCommand(process.args);
  const refused = await guardPrismaCommand(projectDir, process.args, given);
  if (refused.length > 0) {
    await say(refused, projectDir, process);
    throw new PrismaCommandStopped('This database is guarded.');
  }
  const config = await loadConfig(projectDir, process);
  const composed = needs.schema ? await compose(config, process, needs) : undefined;
  if (needs.database !== 'none') await openDatabase(config, process, needs);
  const named = namedDatabases(env);
  const url = needs.database === 'app' ? named.app : named.migration;
  const meant = readUrlOption(process.args) ?? url;
  if (needs.pushes && meant) {
    const { refuseOtherBranch } = await import('./refuse-other-branch.ts');
    const foreign = await refuseOtherBranch(meant, config);
    await say(foreign, projectDir, process);
    if (foreign.length > 0) throw new PrismaCommandStopped('The database is of another branch.');
  }
  const hidden =
    composed && externalNames(composed.lock, schemasOf(meant, config.defaultSchema), composed.partitions);
  return {
    schema: config.schemaDir,
    migrations: { path: config.migrationsDir },
    datasource: { ...(url && { url }), ...(named.shadow && { shadowDatabaseUrl: named.shadow }) },
    experimental: { externalTables: true },
    tables: { external: [...(hidden?.tables ?? [])] },
    enums: { external: [...(hidden?.enums ?? [])] },
  };
}

async function loadConfig(projectDir: string, process: PrismaProcess): Promise<ProjectConfig> {
  const loaded = await loadProjectConfig(projectDir);
  if (loaded.ok) return loaded.config;
  await say(loaded.diagnostics, projectDir, process);
  throw new PrismaCommandStopped('The configuration of the project cannot be read.');
}

async function compose(
  config: ProjectConfig,
  process: PrismaProcess,
  { compares }: PrismaNeeds,
): Promise<ComposedForPrisma> {
  const { composeForPrisma } = await import('./compose-for-prisma.ts');
  const composed = await composeForPrisma(config, compares, process.env);
  const { ok, order, diagnostics } = composed;
  process.env[componentOrderVariable] = order.join(',');
  await say(diagnostics, config.projectDir, process);
  if (!ok) throw new PrismaCommandStopped('The components could not be put together.');
  return composed;
}

async function say(
  diagnostics: readonly Diagnostic[],
  projectDir: string,
  { write, color }: PrismaProcess,
): Promise<void> {
  if (diagnostics.length === 0) return;
  const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
  write(formatDiagnostics(diagnostics, { projectDir, color }));
}

async function openDatabase(
  config: ProjectConfig,
  process: PrismaProcess,
  needs: PrismaNeeds,
): Promise<void> {
  const { projectDir } = config;
  const { env, write } = process;
  const named = namedDatabases(env);
  if ((needs.database === 'migration' ? named.migration : named.app) !== undefined) return;
  const [{ acquireDatabase }, { DatabaseError }] = await Promise.all([
    import('../../postgres/embedded/acquire-database.ts'),
    import('../../postgres/embedded/database-error.ts'),
  ]);
  try {
    const database = await acquireDatabase(projectDir, {
      purpose: `prisma ${process.args.slice(0, 2).join(' ')}`,
    });
    env['DATABASE_URL'] = database.url;
    if (database.created && needs.tables) await migrateCreated(config, database.url, write);
    if (database.created && (needs.tables || needs.adopts)) await database.markMigrated();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    write(
      `The embedded database cannot be used: ${error.message}\n${error.hint ? `  hint: ${error.hint}\n` : ''}`,
    );
    throw new PrismaCommandStopped(error.message);
  }
}

async function migrateCreated(
  { projectDir, migrationsDir }: ProjectConfig,
  url: string,
  write: (text: string) => void,
): Promise<void> {
  const { applyMigrations } = await import('../../prisma-engine/apply-migrations.ts');
  const applied = await applyMigrations({ url }, join(projectDir, migrationsDir));
  write(`The database is new; applied ${String(applied.length)} committed migrations.\n`);
}
