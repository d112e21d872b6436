import path from 'node:path';
import { types } from 'node:util';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type Backup, makeBackup } from '../lifecycle/backup/make-backup.ts';
import { lifecycleCodes } from '../lifecycle/lifecycle-codes.ts';
import {
  planPurge,
  type PurgeHistory,
  type PurgePlan,
  readPurgeHistory,
} from '../lifecycle/purge/plan-purge.ts';
import { setState } from '../lifecycle/set-state.ts';
import { stateFolder } from '../lifecycle/state-folder.ts';
import { writeMigration } from '../lifecycle/write-migration.ts';
import { type LockEntry } from '../lock/lock-file.ts';
import { runPipeline } from '../pipeline.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { unknownComponent } from './component-look.ts';
import { type PurgeOptions } from './component-purge-command.ts';
import { describeHoldings, describePurge } from './describe-purge.ts';
import { lookAtProject, type ProjectLook } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';
import { type MigrationDatabase, withMigrationDatabase } from './with-migration-database.ts';

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

interface Outcome {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  readonly report: PurgeReport;
}

/** Backs a retired component up and writes the migration that drops it; nothing in the database is changed. */
export async function purgeComponent(name: string, options: PurgeOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const print = (lines: readonly string[]): void => {
    if (!options.json) io.stdout.write(lines.map((line) => `${plainText(line)}\n`).join(''));
  };
  const { exitCode, diagnostics, report } = await decide(name, options, io, projectDir, print);
  if (options.json) {
    const { plan, ...known } = report;
    const holdings = { ...plan?.holdings, sql: plan?.sql ?? null };
    io.stdout.write(
      `${JSON.stringify({ ok: exitCode === 0, ...known, ...holdings, diagnostics }, null, 2)}\n`,
    );
    return exitCode;
  }
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  print(exitCode === 0 ? describePurge(report, projectDir) : ['nothing was changed']);
  return exitCode;
}

async function decide(
  name: string,
  options: PurgeOptions,
  io: CommandIo,
  projectDir: string,
  print: (lines: readonly string[]) => void,
): Promise<Outcome> {
  const nothing: PurgeReport = { component: name, purged: false };
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  if (!look) return { exitCode, diagnostics, report: nothing };
  const entry = look.recorded.get(name);
  if (!entry) return { exitCode: 2, diagnostics: [unknownComponent(name, look)], report: nothing };
  if (entry.state === 'purged') return { exitCode: 0, diagnostics: [], report: { ...nothing, purged: true } };
  if (entry.state !== 'retired')
    return { exitCode: 1, diagnostics: [notRetired(name, entry)], report: nothing };
  // What others require of it, or have on its tables, is wrong already.
  if (hasErrors(diagnostics)) return { exitCode, diagnostics, report: nothing };

  const history = await readPurgeHistory(name, entry, look.config, diskFiles);
  if (history.written) return await finish(name, look, { ...nothing, migration: history.written.folder });
  const call = { projectDir, env: io.env, command: 'tessera component purge' };
  const worked = await withMigrationDatabase(call, lifecycleCodes.noDatabase, (database) =>
    purge({ name, entry, history, look, options, io, print }, database),
  );
  return worked.ok ? worked.result : { exitCode: 1, diagnostics: worked.reasons, report: nothing };
}

interface Purge {
  readonly name: string;
  readonly entry: LockEntry;
  readonly history: PurgeHistory;
  readonly look: ProjectLook;
  readonly options: PurgeOptions;
  readonly io: CommandIo;
  readonly print: (lines: readonly string[]) => void;
}

async function purge(work: Purge, database: MigrationDatabase): Promise<Outcome> {
  const { name, entry, history, look, options, io, print } = work;
  const { config } = look;
  const plan = await planPurge({ name, entry }, database, history, config);
  const report: PurgeReport = { component: name, version: entry.version, plan, purged: false };
  print(describeHoldings(name, entry.version, plan.holdings));
  if (plan.problems.length > 0) return { exitCode: 1, diagnostics: plan.problems, report };
  const confirmed = await confirm(name, options, io);
  if (confirmed !== true) return { exitCode: 2, diagnostics: [confirmed], report };
  if (plan.sql === undefined) return await finish(name, look, report);

  const now = new Date();
  let backup: Backup;
  try {
    backup = await makeBackup({
      component: { name, version: entry.version },
      ...database,
      holdings: plan.holdings,
      parent:
        options.backupDir === undefined
          ? path.join(stateFolder(config.projectDir), 'backups')
          : path.resolve(io.cwd, options.backupDir),
      now,
      env: io.env,
    });
  } catch (error) {
    return { exitCode: 2, diagnostics: [noBackup(name, error)], report };
  }
  const last = history.migrations.at(-1)?.id;
  const id = writeMigration(config, { title: `purge_${name}`, sql: plan.sql, now, last });
  return await finish(name, look, { ...report, backup, migration: `${config.migrationsDir}/${id}` });
}

/** From here on the migration is what drops; a lock that still says `retired` would only hide the tables once more. */
async function finish(
  name: string,
  { config, recorded }: ProjectLook,
  report: PurgeReport,
): Promise<Outcome> {
  const done = await runPipeline(config, { edit: setState(name, 'purged', recorded) });
  const exitCode = done.ok ? 0 : done.outcome === 'environment' ? 2 : 1;
  return { exitCode, diagnostics: done.diagnostics, report: { ...report, purged: done.ok } };
}

async function confirm(
  name: string,
  { confirm: given, json }: PurgeOptions,
  io: CommandIo,
): Promise<true | Diagnostic> {
  let answer = given;
  if (given === undefined && !json && io.stdin.isTTY === true && io.stdout.isTTY === true) {
    const { terminalQuestions } = await import('./ask-for-component.ts');
    const { text } = await terminalQuestions();
    answer = await text({
      message: `Type the component's name to back it up and write the migration that drops it`,
    });
  }
  if (answer === name) return true;
  return {
    code: lifecycleCodes.notConfirmed,
    severity: 'error',
    component: name,
    message: answer === undefined ? `Purging "${name}" was not confirmed.` : `"${answer}" is not "${name}".`,
    hint: `Confirm with the name: tessera component purge ${name} --confirm ${name}`,
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
