import path from 'node:path';
import { isThere } from '../../../files/path-kind.ts';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly } from '../../../diagnostics/outcome.ts';
import { discoverMigrations } from '../../../pipeline/discover/discover-migrations.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { type FetchedPackage } from './fetch-package.ts';
import { installPackage } from './install-package.ts';
import { swapComponentFolder } from './swap-component-folder.ts';
import { writeMigration } from '../../../postgres/history/write-migration.ts';
import { runPipeline } from '../../../pipeline/pipeline.ts';
import { applyMigrations } from '../../../prisma-engine/apply-migrations.ts';
import { EngineError } from '../../../postgres/connection/engine-error.ts';
import { type UpgradeSource } from './upgrade-source.ts';

export interface UpgradeOrder {
  readonly name: string;
  /** Of the component, relative to the project. */
  readonly path: string;
  readonly source: UpgradeSource;
  /** The package that was rehearsed; undefined for a folder. */
  readonly fetched: FetchedPackage | undefined;
  readonly config: ProjectConfig;
  /** SQL of the migration; empty: none is needed. */
  readonly plan: string;
  readonly title: string;
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
}

/** What was carried out. */
export interface CarriedOut {
  /** Relative to the project; undefined: none is needed, or it was not written yet. */
  readonly migration?: string;
}

/**
 * The new version first: with it and without the migration the project is where `prisma migrate dev`, or the same command,
 * goes on from.
 */
export async function carryOutUpgrade(order: UpgradeOrder): Promise<Outcome<CarriedOut>> {
  const { name, config, plan, title, url } = order;
  const { projectDir, migrationsDir } = config;
  const problem = await putInPlace(order);
  if (problem) return problem;
  const made = plan === '' ? {} : writePlan(config, title, plan);
  if ('code' in made)
    return partly(
      {},
      [`Run "npx prisma migrate dev --name ${title}": it writes the migration and applies it.`],
      [made],
    );
  const run = await runPipeline(config);
  if (!run.ok) {
    const left = [
      'Compose when that is mended: tessera compose.',
      'Apply the migrations: npx prisma migrate deploy.',
    ];
    return partly(made, left, run.diagnostics);
  }
  try {
    if (isThere(path.join(projectDir, migrationsDir))) {
      await applyMigrations({ url }, path.join(projectDir, migrationsDir));
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return partly(made, ['Apply the migrations: npx prisma migrate deploy.'], [notApplied(name, error)]);
  }
  return done(made);
}

function writePlan(config: ProjectConfig, title: string, sql: string): CarriedOut | Diagnostic {
  const last = discoverMigrations(config, diskFiles).at(-1);
  try {
    const id = writeMigration(config, { title, sql, now: new Date(), last });
    return { migration: `${config.migrationsDir}/${id}` };
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    return failure;
  }
}

async function putInPlace({
  name,
  path: place,
  source,
  fetched,
  config,
  env,
}: UpgradeOrder): Promise<Outcome<CarriedOut> | undefined> {
  const { projectDir } = config;
  if (source.kind === 'folder') {
    try {
      swapComponentFolder(projectDir, name, path.join(projectDir, place), source.folder);
      return undefined;
    } catch (error) {
      // The folder that was there is back.
      const failure = describeFailure(error, projectDir);
      if (!failure) throw error;
      return environmentFault([failure]);
    }
  }
  const problem = fetched && (await installPackage(source.spec, fetched, projectDir, env));
  if (problem === undefined) return undefined;
  const failure: Diagnostic = {
    code: lifecycleCodes.noGo,
    severity: 'error',
    component: name,
    message: `The rehearsal was a go, but npm did not install "${source.spec}": ${problem}`,
    hint: 'Mend that and run the command again.',
  };
  return partly({}, ['Bring back what package-lock.json says: npm install.'], [failure]);
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
