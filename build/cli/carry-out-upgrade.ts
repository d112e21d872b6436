import { existsSync } from 'node:fs';
import path from 'node:path';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { discoverMigrations } from '../discover/discover-migrations.ts';
import { diskFiles } from '../files/disk-files.ts';
import { lifecycleCodes } from '../lifecycle/lifecycle-codes.ts';
import { type FetchedPackage } from '../lifecycle/upgrade/fetch-package.ts';
import { installPackage } from '../lifecycle/upgrade/install-package.ts';
import { swapComponentFolder } from '../lifecycle/upgrade/swap-component-folder.ts';
import { writeMigration } from '../lifecycle/write-migration.ts';
import { runPipeline } from '../pipeline.ts';
import { applyMigrations } from '../schema-engine/apply-migrations.ts';
import { EngineError } from '../schema-engine/engine-error.ts';
import { type ExitCode } from './command.ts';
import { type ProjectLook } from './look-at-project.ts';
import { type UpgradeSource } from './upgrade-source.ts';

export interface UpgradeOrder {
  readonly name: string;
  /** Of the component, relative to the project. */
  readonly path: string;
  readonly source: UpgradeSource;
  /** The package that was rehearsed; undefined for a folder. */
  readonly fetched: FetchedPackage | undefined;
  readonly config: ProjectLook['config'];
  /** SQL of the migration; empty: none is needed. */
  readonly plan: string;
  readonly title: string;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
}

export interface CarriedOut {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  /** Relative to the project. */
  readonly migration?: string;
  readonly done: boolean;
}

/**
 * The new version first: with it and without the migration the project is where `prisma migrate dev`, or the same command,
 * goes on from.
 */
export async function carryOutUpgrade(order: UpgradeOrder): Promise<CarriedOut> {
  const { name, config, plan, title, url } = order;
  const { projectDir, migrationsDir } = config;
  const problem = await putInPlace(order);
  if (problem) return { exitCode: 2, diagnostics: [problem], done: false };
  const last = discoverMigrations(config, diskFiles).at(-1);
  const id = plan === '' ? undefined : writeMigration(config, { title, sql: plan, now: new Date(), last });
  const done = await runPipeline(config);
  const migration = id === undefined ? {} : { migration: `${migrationsDir}/${id}` };
  if (!done.ok) return { exitCode: 1, diagnostics: done.diagnostics, ...migration, done: false };
  try {
    if (existsSync(path.join(projectDir, migrationsDir))) {
      await applyMigrations({ url }, path.join(projectDir, migrationsDir));
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { exitCode: 1, diagnostics: [notApplied(name, error)], ...migration, done: false };
  }
  return { exitCode: 0, diagnostics: [], ...migration, done: true };
}

async function putInPlace({
  name,
  path: place,
  source,
  fetched,
  config,
  env,
}: UpgradeOrder): Promise<Diagnostic | undefined> {
  const { projectDir } = config;
  if (source.kind === 'folder') {
    swapComponentFolder(projectDir, name, path.join(projectDir, place), source.folder);
    return undefined;
  }
  const problem = fetched && (await installPackage(source.spec, fetched, projectDir, env));
  if (problem === undefined) return undefined;
  return {
    code: lifecycleCodes.noGo,
    severity: 'error',
    component: name,
    message: `The rehearsal was a go, but npm did not install "${source.spec}": ${problem}`,
    hint: 'Mend that and run the command again; "npm install" brings back what package-lock.json says.',
  };
}

/** The clone took it; the database may be busy, or away. */
function notApplied(component: string, { message }: EngineError): Diagnostic {
  return {
    code: lifecycleCodes.noGo,
    severity: 'error',
    component,
    message: `The new version of "${component}" is in place, but its migrations could not be applied: ${message.replaceAll(/\s*\n\s*/g, ' ')}`,
    hint: 'Run "npx prisma migrate deploy" when that is mended; nothing else is left to do.',
  };
}
