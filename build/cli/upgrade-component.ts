import path from 'node:path';
import { TestSetupError } from '../component-test/check-outcome.ts';
import { DatabaseError } from '../database/database-error.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { lifecycleCodes } from '../lifecycle/lifecycle-codes.ts';
import { fetchPackage, type FetchedPackage } from '../lifecycle/upgrade/fetch-package.ts';
import { tryInstall } from '../lifecycle/upgrade/install-package.ts';
import { makeRehearsal } from '../lifecycle/upgrade/make-rehearsal.ts';
import { recoverComponentFolder } from '../lifecycle/upgrade/swap-component-folder.ts';
import { carryOutUpgrade } from './carry-out-upgrade.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { unknownComponent } from './component-look.ts';
import { type UpgradeOptions } from './component-upgrade-command.ts';
import { describeUpgrade } from './describe-upgrade.ts';
import { lookAtProject, type ProjectLook } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';
import { type Rehearsal, rehearseUpgrade } from './rehearse-upgrade.ts';
import { otherManager, readUpgradeSource, type UpgradeSource } from './upgrade-source.ts';
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
  source: string,
  options: UpgradeOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { exitCode, diagnostics, report } = await decide(name, source, options, io, projectDir);
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
  given: string,
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
  const source = readUpgradeSource(given, io.cwd, component, projectDir);
  if ('code' in source) return refuse(source.code === 'CALL.INVALID' ? 2 : 1, source);
  const manager = source.kind === 'package' && !options.dryRun ? otherManager(projectDir) : undefined;
  if (manager !== undefined) return refuse(2, notNpm(manager, given));

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
  readonly source: UpgradeSource;
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
  const replaced = source.kind === 'folder' ? { path: work.path, source: source.folder } : undefined;
  const workshop = makeRehearsal(config, look.components, replaced);
  const title = `upgrade_${name}`;
  const report: UpgradeReport = { component: name, from, go: false, done: false };
  try {
    const fetched = source.kind === 'package' ? await fetch(source, workshop.dir, name, work) : undefined;
    if (fetched && 'code' in fetched) return { exitCode: 1, diagnostics: [fetched], report };
    const isLossAccepted = options.acceptDataLoss;
    const rehearsal = await rehearseUpgrade(
      { name, look, workshop, title, isLossAccepted, env: io.env, signal: stop.signal },
      database,
    );
    const go = rehearsal.reasons.length === 0;
    const found = { ...report, rehearsal, go };
    if (!go) return { exitCode: 1, diagnostics: rehearsal.reasons, report: found };
    if (options.dryRun) return { exitCode: 0, diagnostics: rehearsal.warnings, report: found };
    const { plan = '', warnings } = rehearsal;
    const order = { name, path: work.path, source, fetched, config, plan, title, ...database, env: io.env };
    const { exitCode, diagnostics, ...outcome } = await carryOutUpgrade(order);
    return { exitCode, diagnostics: [...diagnostics, ...warnings], report: { ...found, ...outcome } };
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

/** The new version from npm, in the rehearsal only; or why there is none. */
async function fetch(
  { name, spec }: Extract<UpgradeSource, { kind: 'package' }>,
  workshop: string,
  component: string,
  { io: { env }, look }: Upgrade,
): Promise<FetchedPackage | Diagnostic> {
  const { projectDir } = look.config;
  const refusal = (message: string, hint: string): Diagnostic => {
    return { code: lifecycleCodes.noGo, severity: 'error', component, message, hint };
  };
  const fetched = await fetchPackage(spec, workshop, projectDir, env);
  if ('problem' in fetched)
    return refusal(`npm has no "${spec}": ${fetched.problem}`, 'Nothing was changed.');
  if (fetched.name !== name) {
    const message = `"${spec}" is the package "${fetched.name}", and component "${component}" is "${name}".`;
    return refusal(message, `Name a version of "${name}".`);
  }
  const problem = await tryInstall(spec, projectDir, env);
  if (problem === undefined) return fetched;
  return refusal(`npm cannot install "${spec}" here: ${problem}`, 'Mend that first; nothing was changed.');
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

function notNpm(manager: string, given: string): Diagnostic {
  return {
    code: 'CALL.INVALID',
    severity: 'error',
    message: `The packages of this project are installed by ${manager}, and this command would call npm.`,
    hint: `Rehearse with --dry-run; on go install it yourself (${manager} add ${given}), and then npx prisma migrate dev.`,
  };
}
