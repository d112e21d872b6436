import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import { TestSetupError } from '../component-test/check-outcome.ts';
import { DatabaseError } from '../database/database-error.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { discoverMigrations } from '../discover/discover-migrations.ts';
import { diskFiles } from '../files/disk-files.ts';
import { lifecycleCodes } from '../lifecycle/lifecycle-codes.ts';
import { makeRehearsal } from '../lifecycle/upgrade/make-rehearsal.ts';
import { recoverComponentFolder, swapComponentFolder } from '../lifecycle/upgrade/swap-component-folder.ts';
import { writeMigration } from '../lifecycle/write-migration.ts';
import { runPipeline } from '../pipeline.ts';
import { applyMigrations } from '../schema-engine/apply-migrations.ts';
import { EngineError } from '../schema-engine/engine-error.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { unknownComponent } from './component-look.ts';
import { type UpgradeOptions } from './component-upgrade-command.ts';
import { describeUpgrade } from './describe-upgrade.ts';
import { lookAtProject, type ProjectLook } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';
import { type Rehearsal, rehearseUpgrade } from './rehearse-upgrade.ts';
import { type MigrationDatabase, withMigrationDatabase } from './with-migration-database.ts';

export interface UpgradeReport {
  readonly component: string;
  readonly from?: string;
  readonly rehearsal?: Rehearsal;
  readonly go: boolean;
  /** Carried out, and not only rehearsed. */
  readonly done: boolean;
  /** Relative to the project. */
  readonly migration?: string;
}

interface Outcome {
  readonly exitCode: ExitCode;
  readonly diagnostics: readonly Diagnostic[];
  readonly report: UpgradeReport;
}

/** Rehearses a new version of a component, and touches project and database only when nothing speaks against it. */
export async function upgradeComponent(
  name: string,
  folder: string,
  options: UpgradeOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { exitCode, diagnostics, report } = await decide(
    name,
    path.resolve(io.cwd, folder),
    options,
    io,
    projectDir,
  );
  if (options.json) {
    const { rehearsal, ...known } = report;
    const found = rehearsal && {
      to: rehearsal.version ?? null,
      plan: rehearsal.plan ?? null,
      clone: rehearsal.clone ? { madeBy: rehearsal.clone.madeBy, rows: rehearsal.clone.rows } : null,
      tested: rehearsal.tested,
    };
    io.stdout.write(`${JSON.stringify({ ok: exitCode === 0, ...known, ...found, diagnostics }, null, 2)}\n`);
    return exitCode;
  }
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  io.stdout.write(
    describeUpgrade(report)
      .map((line) => `${plainText(line)}\n`)
      .join(''),
  );
  return exitCode;
}

async function decide(
  name: string,
  source: string,
  options: UpgradeOptions,
  io: CommandIo,
  projectDir: string,
): Promise<Outcome> {
  const nothing: UpgradeReport = { component: name, go: false, done: false };
  const refuse = (exitCode: ExitCode, ...diagnostics: readonly Diagnostic[]): Outcome => ({
    exitCode,
    diagnostics,
    report: nothing,
  });
  const first = await lookAtProject(projectDir);
  if (!first.look) return refuse(first.exitCode, ...first.diagnostics);
  recoverComponentFolder(projectDir, name, path.join(projectDir, first.look.config.componentsDir, name));
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  if (!look || hasErrors(diagnostics)) return refuse(exitCode, ...diagnostics);
  const component = look.components.find((one) => one.name === name);
  if (!component) {
    const known = look.recorded.get(name);
    return known ? refuse(1, notHere(name, known.state)) : refuse(2, unknownComponent(name, look));
  }
  if (component.package !== undefined) return refuse(1, isPackage(name, component.package));
  if (!statSync(source, { throwIfNoEntry: false })?.isDirectory()) return refuse(2, noSource(source));

  const call = { projectDir, env: io.env, command: 'tessera component upgrade' };
  const worked = await withMigrationDatabase(call, lifecycleCodes.noDatabase, (database) =>
    upgrade({ name, from: component.version, path: component.path, source, options, io, look }, database),
  );
  return worked.ok ? worked.result : refuse(1, ...worked.reasons);
}

interface Upgrade {
  readonly name: string;
  readonly from: string;
  readonly path: string;
  readonly source: string;
  readonly options: UpgradeOptions;
  readonly io: CommandIo;
  readonly look: ProjectLook;
}

async function upgrade(work: Upgrade, database: MigrationDatabase): Promise<Outcome> {
  const { name, from, source, options, io, look } = work;
  const { config } = look;
  const stop = new AbortController();
  const onSignal = (): void => {
    stop.abort();
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, onSignal);
  const workshop = makeRehearsal(config, look.components, { path: work.path, source });
  const title = `upgrade_${name}`;
  const report: UpgradeReport = { component: name, from, go: false, done: false };
  try {
    const isLossAccepted = options.acceptDataLoss;
    const rehearsal = await rehearseUpgrade(
      { name, look, workshop, title, isLossAccepted, env: io.env, signal: stop.signal },
      database,
    );
    const go = rehearsal.reasons.length === 0;
    const found = { ...report, rehearsal, go };
    if (!go) return { exitCode: 1, diagnostics: rehearsal.reasons, report: found };
    if (options.dryRun) return { exitCode: 0, diagnostics: rehearsal.warnings, report: found };
    return await carryOut(work, rehearsal, found, database, title);
  } catch (error) {
    if (!(error instanceof TestSetupError || error instanceof DatabaseError) && !stop.signal.aborted)
      throw error;
    const message = stop.signal.aborted ? 'It was stopped.' : error instanceof Error ? error.message : '';
    const reason: Diagnostic = {
      code: lifecycleCodes.noGo,
      severity: 'error',
      message,
      hint: 'Run it again.',
    };
    return { exitCode: 2, diagnostics: [reason], report };
  } finally {
    for (const signal of signals) process.off(signal, onSignal);
    workshop.remove();
  }
}

/** The folder first: with it and without the migration the project is where `prisma migrate dev` goes on from. */
async function carryOut(
  { name, path: folder, source, look: { config } }: Upgrade,
  { plan = '', warnings }: Rehearsal,
  report: UpgradeReport,
  { url }: MigrationDatabase,
  title: string,
): Promise<Outcome> {
  const { projectDir, migrationsDir } = config;
  swapComponentFolder(projectDir, name, path.join(projectDir, folder), source);
  const last = discoverMigrations(config, diskFiles).at(-1);
  const id = plan === '' ? undefined : writeMigration(config, { title, sql: plan, now: new Date(), last });
  const done = await runPipeline(config);
  const migration = id === undefined ? {} : { migration: `${migrationsDir}/${id}` };
  if (!done.ok) return { exitCode: 1, diagnostics: done.diagnostics, report: { ...report, ...migration } };
  try {
    if (existsSync(path.join(projectDir, migrationsDir))) {
      await applyMigrations({ url }, path.join(projectDir, migrationsDir));
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { exitCode: 1, diagnostics: [notApplied(name, error)], report: { ...report, ...migration } };
  }
  return { exitCode: 0, diagnostics: warnings, report: { ...report, ...migration, done: true } };
}

/** The clone took it; the database may be busy, or away. */
function notApplied(component: string, { message }: EngineError): Diagnostic {
  return {
    code: lifecycleCodes.noGo,
    severity: 'error',
    component,
    message: `The new folder of "${component}" is in place, but its migrations could not be applied: ${message.replaceAll(/\s*\n\s*/g, ' ')}`,
    hint: 'Run "npx prisma migrate deploy" when that is mended; nothing else is left to do.',
  };
}

function notHere(component: string, state: string): Diagnostic {
  return {
    code: lifecycleCodes.wrongState,
    severity: 'error',
    component,
    message: `Component "${component}" is ${state}: there is nothing to upgrade.`,
    hint: `Bring it back first: tessera component restore ${component}`,
  };
}

function isPackage(component: string, name: string): Diagnostic {
  return {
    code: lifecycleCodes.isPackage,
    severity: 'error',
    component,
    message: `Component "${component}" is the npm package "${name}", whose folder belongs to npm.`,
    hint: `Install the new version (npm install ${name}@latest) on a branch, and look at tessera migrate plan and tessera component test ${component} there.`,
  };
}

function noSource(source: string): Diagnostic {
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    message: `"${source}" is not a folder.`,
    hint: 'Name the folder of the new version.',
  };
}
