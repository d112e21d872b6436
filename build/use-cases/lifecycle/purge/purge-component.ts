import path from 'node:path';
import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  done,
  environmentFault,
  knownOf,
  type Outcome,
  partly,
  refused,
  unchanged,
} from '../../../diagnostics/outcome.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { type LockEntry } from '../../../pipeline/lock/lock-file.ts';
import {
  type MigrationDatabase,
  withMigrationDatabase,
} from '../../migrate/guard/with-migration-database.ts';
import { runPipeline } from '../../../pipeline/pipeline.ts';
import { type LoadedProject, loadProject } from '../../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../../pipeline/project/unknown-component.ts';
import { type Backup, makeBackup } from '../backup/make-backup.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { setState } from '../set-state.ts';
import { stateFolder } from '../../../files/state-folder.ts';
import { writeMigration } from '../../../postgres/history/write-migration.ts';
import { planPurge, type PurgeHistory, type PurgePlan, readPurgeHistory } from './plan-purge.ts';

/** What is known at the end, however it ended. */
export interface PurgeReport {
  readonly component: string;
  readonly version?: string;
  readonly plan?: PurgePlan;
  readonly backup?: Backup;
  /** Relative to the project. */
  readonly migration?: string;
  /** The component is purged, by this call or before it. */
  readonly purged: boolean;
}

export interface PurgeRequest {
  readonly name: string;
  /** Absolute. */
  readonly projectDir: string;
  /** Absolute. @default .tessera/backups of the project */
  readonly backupDir?: string;
  readonly env: NodeJS.ProcessEnv;
  /** Called with everything that would go, before anything is asked or refused. */
  readonly onPlan: (version: string, plan: PurgePlan) => void;
  /** The name that was typed as a confirmation; undefined: there was nothing to type it with. */
  readonly confirm: () => Promise<string | undefined>;
}

/**
 * Backs a retired component up and writes the migration that drops it; nothing in the database is changed. In this order:
 * plan, confirmation, backup, migration, lock. A call that ended after one of the last three is finished by the next one.
 */
export async function purgeComponent(request: PurgeRequest): Promise<Outcome<PurgeReport>> {
  const { name, projectDir, env } = request;
  const loaded = await loadProject(projectDir);
  const project = knownOf(loaded);
  if (!project) return unchanged(loaded);
  const entry = project.recorded.get(name);
  if (!entry) return environmentFault([unknownComponent(name, project)]);
  if (entry.state === 'purged') return done({ component: name, purged: true });
  if (entry.state !== 'retired') return refused([notRetired(name, entry)]);
  // What others require of it, or have on its tables, is wrong already.
  if (loaded.kind !== 'done') return unchanged(loaded);

  const history = await readPurgeHistory(name, entry, project.config, diskFiles);
  if (history.diagnostics.length > 0) return refused(history.diagnostics);
  if (history.written) {
    return await recordPurge(name, project, {
      component: name,
      purged: false,
      migration: history.written.folder,
    });
  }
  return await withMigrationDatabase({ projectDir, env, command: 'tessera component purge' }, (database) =>
    planAndPurge({ request, entry, history, project }, database),
  );
}

interface Purge {
  readonly request: PurgeRequest;
  readonly entry: LockEntry;
  readonly history: PurgeHistory;
  readonly project: LoadedProject;
}

async function planAndPurge(purge: Purge, database: MigrationDatabase): Promise<Outcome<PurgeReport>> {
  const { request, entry, history, project } = purge;
  const { name } = request;
  const { version } = entry;
  const plan = await planPurge({ name, entry }, database, history, project.config);
  const report: PurgeReport = { component: name, version, plan, purged: false };
  request.onPlan(version, plan);
  if (plan.problems.length > 0) return refused(plan.problems, report);
  const answer = await request.confirm();
  if (answer !== name) return environmentFault([notConfirmed(name, answer)], report);
  if (plan.sql === undefined) return await recordPurge(name, project, report);
  const now = new Date();
  const backup = await backUp(purge, plan, database, now);
  if ('code' in backup) return environmentFault([backup], report);
  return await writePurge(purge, plan.sql, { ...report, backup }, now);
}

async function backUp(
  { request, entry, project }: Purge,
  { holdings }: PurgePlan,
  database: MigrationDatabase,
  now: Date,
): Promise<Backup | Diagnostic> {
  const { name, env, backupDir } = request;
  try {
    return await makeBackup({
      component: { name, version: entry.version },
      ...database,
      holdings,
      parent: backupDir ?? path.join(stateFolder(project.config.projectDir), 'backups'),
      now,
      env,
    });
  } catch (error) {
    return noBackup(name, error);
  }
}

async function writePurge(
  { request: { name }, history, project }: Purge,
  sql: string,
  report: PurgeReport,
  now: Date,
): Promise<Outcome<PurgeReport>> {
  const { config } = project;
  let id: string;
  try {
    id = writeMigration(config, { title: `purge_${name}`, sql, now, last: history.migrations.at(-1)?.id });
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    return partly(
      report,
      [`Run it again: tessera component purge ${name}. It makes a new backup.`],
      [failure],
    );
  }
  return await recordPurge(name, project, { ...report, migration: `${config.migrationsDir}/${id}` });
}

/** From here on the migration is what drops; a lock that still says `retired` would only hide the tables once more. */
async function recordPurge(
  name: string,
  { config, recorded }: LoadedProject,
  report: PurgeReport,
): Promise<Outcome<PurgeReport>> {
  const run = await runPipeline(config, { edit: setState(name, 'purged', recorded) });
  if (run.ok) return done({ ...report, purged: true }, run.diagnostics);
  if (report.migration === undefined) {
    return {
      kind: run.outcome === 'environment' ? 'environment' : 'refused',
      problems: run.diagnostics,
      found: report,
    };
  }
  const left = [
    `Run it again: tessera component purge ${name}. It finds the migration and only records in components.lock.json that the component is purged.`,
    'Apply the migration only after that: npx prisma migrate deploy.',
  ];
  return partly(report, left, run.diagnostics);
}

function notConfirmed(component: string, answer: string | undefined): Diagnostic {
  return {
    code: lifecycleCodes.notConfirmed,
    severity: 'error',
    component,
    message:
      answer === undefined
        ? `Purging "${component}" was not confirmed.`
        : `"${answer}" is not "${component}".`,
    hint: `Confirm with the name: tessera component purge ${component} --confirm ${component}`,
  };
}

function notRetired(component: string, { state }: LockEntry): Diagnostic {
  return {
    code: lifecycleCodes.wrongState,
    severity: 'error',
    component,
    message: `Component "${component}" is ${state}: only a retired one can be purged.`,
    hint: `Retire it first: tessera component retire ${component}`,
  };
}

function noBackup(component: string, error: unknown): Diagnostic {
  const reason = types.isNativeError(error) ? error.message : String(error);
  return {
    code: lifecycleCodes.noBackup,
    severity: 'error',
    component,
    message: `There is no backup of "${component}": ${reason}`,
    hint: 'Mend that, or choose another place with --backup-dir; without a backup nothing is purged.',
  };
}
