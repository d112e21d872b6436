import path from 'node:path';
import { types } from 'node:util';
import { TestSetupError } from '../../component-test/check-outcome.ts';
import { DatabaseError } from '../../../postgres/embedded/database-error.ts';
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
import {
  type MigrationDatabase,
  withMigrationDatabase,
} from '../../migrate/guard/with-migration-database.ts';
import { type LoadedProject, loadProject } from '../../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../../pipeline/project/unknown-component.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { carryOutUpgrade } from './carry-out-upgrade.ts';
import { checkUpgradeSource } from './check-upgrade-source.ts';
import { fetchPackage, type FetchedPackage } from './fetch-package.ts';
import { tryInstall } from './install-package.ts';
import { makeRehearsal } from './make-rehearsal.ts';
import { type UpgradeRehearsal, rehearseUpgrade } from './rehearse-upgrade.ts';
import { recoverComponentFolder } from './swap-component-folder.ts';
import { otherManager, readUpgradeSource, type UpgradeSource } from './upgrade-source.ts';

/** What is known at the end, however it ended. */
export interface UpgradeReport {
  readonly component: string;
  readonly from?: string;
  readonly rehearsal?: UpgradeRehearsal;
  readonly go: boolean;
  /** Carried out as a whole, and not only rehearsed. */
  readonly done: boolean;
  /** Relative to the project. */
  readonly migration?: string;
}

export interface UpgradeRequest {
  readonly name: string;
  /** As it was typed: a folder, a tarball, or `name@version` of npm. */
  readonly source: string;
  /** Absolute; a relative source is in it. */
  readonly cwd: string;
  /** Absolute. */
  readonly projectDir: string;
  readonly dryRun: boolean;
  readonly acceptDataLoss: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** Stops the rehearsal. */
  readonly signal: AbortSignal;
}

/**
 * Upgrades one component, in this order: rehearsal on a copy of project and database, new version in place, migration,
 * composition, migration applied. Project and database are touched only when nothing speaks against it.
 */
export async function upgradeComponent(request: UpgradeRequest): Promise<Outcome<UpgradeReport>> {
  const { name, cwd, projectDir, dryRun, env } = request;
  const first = await loadProject(projectDir);
  const before = knownOf(first);
  if (!before) return unchanged(first);
  recoverComponentFolder(projectDir, name, path.join(projectDir, before.config.componentsDir, name));
  const loaded = await loadProject(projectDir);
  if (loaded.kind !== 'done') return unchanged(loaded);
  const project = loaded.value;
  const component = project.components.find((one) => one.name === name);
  if (!component) {
    const known = project.recorded.get(name);
    return known
      ? refused([notHere(name, known.state)])
      : environmentFault([unknownComponent(name, project)]);
  }
  if (component.namedIn !== undefined) return environmentFault([ofApplication(name, component.path)]);
  const source = readUpgradeSource(request.source, cwd, component, projectDir);
  if ('problem' in source) {
    return source.isWrongCall ? environmentFault([source.problem]) : refused([source.problem]);
  }
  const manager = source.kind === 'package' && !dryRun ? otherManager(projectDir) : undefined;
  if (manager !== undefined) return environmentFault([notNpm(manager, request.source)]);
  const unsafe = await checkUpgradeSource(source, name, projectDir);
  if (unsafe.length > 0) return refused(unsafe);
  return await withMigrationDatabase({ projectDir, env, command: 'tessera component upgrade' }, (database) =>
    rehearseAndCarryOut(
      { request, from: component.version, path: component.path, source, project },
      database,
    ),
  );
}

interface Upgrade {
  readonly request: UpgradeRequest;
  readonly from: string;
  /** Of the component, relative to the project. */
  readonly path: string;
  readonly source: UpgradeSource;
  readonly project: LoadedProject;
}

async function rehearseAndCarryOut(
  upgrade: Upgrade,
  database: MigrationDatabase,
): Promise<Outcome<UpgradeReport>> {
  const { request, from, source, project } = upgrade;
  const { name, dryRun, acceptDataLoss, env, signal } = request;
  const { config } = project;
  const replaced = source.kind === 'folder' ? { path: upgrade.path, source: source.folder } : undefined;
  const workshop = makeRehearsal(config, project.components, replaced);
  const title = `upgrade_${name}`;
  const report: UpgradeReport = { component: name, from, go: false, done: false };
  try {
    const fetched = source.kind === 'package' ? await fetch(source, workshop.dir, upgrade) : undefined;
    if (fetched && 'refused' in fetched) return refused(fetched.refused, report);
    const rehearsal = await rehearse(
      { name, project, workshop, title, isLossAccepted: acceptDataLoss, env, signal },
      database,
    );
    if ('code' in rehearsal) return environmentFault([rehearsal], report);
    const go = rehearsal.reasons.length === 0;
    const found = { ...report, rehearsal, go };
    if (!go) return refused(rehearsal.reasons, found);
    if (dryRun) return done(found, rehearsal.warnings);
    const { plan = '', warnings } = rehearsal;
    const order = { name, path: upgrade.path, source, fetched, config, plan, title, ...database, env };
    const ended = await carryOutUpgrade(order);
    switch (ended.kind) {
      case 'done':
        return done({ ...found, ...ended.value, done: true }, [...ended.warnings, ...warnings]);
      case 'partly':
        return partly({ ...found, ...ended.value }, ended.left, [...ended.problems, ...warnings]);
      case 'refused':
      case 'environment':
        return { ...unchanged(ended), found };
    }
  } finally {
    workshop.remove();
  }
}

/** A rehearsal that could not be held at all is a diagnostic of the environment. */
async function rehearse(
  call: Parameters<typeof rehearseUpgrade>[0],
  database: MigrationDatabase,
): Promise<UpgradeRehearsal | Diagnostic> {
  try {
    return await rehearseUpgrade(call, database);
  } catch (error) {
    const isStopped = call.signal.aborted;
    if (!(error instanceof TestSetupError || error instanceof DatabaseError) && !isStopped) throw error;
    const reason = types.isNativeError(error) ? error.message : String(error);
    return {
      code: lifecycleCodes.noGo,
      severity: 'error',
      message: isStopped ? 'It was stopped.' : reason,
      hint: 'Run it again.',
    };
  }
}

/** The new version from npm, in the rehearsal only; or why there is none. */
async function fetch(
  { name, spec }: Extract<UpgradeSource, { kind: 'package' }>,
  workshop: string,
  { request: { name: component, env }, project }: Upgrade,
): Promise<FetchedPackage | { readonly refused: readonly Diagnostic[] }> {
  const { projectDir } = project.config;
  const refusal = (message: string, hint: string): { refused: Diagnostic[] } => {
    return { refused: [{ code: lifecycleCodes.noGo, severity: 'error', component, message, hint }] };
  };
  const fetched = await fetchPackage(spec, workshop, projectDir, component, env);
  if ('unsafe' in fetched) return { refused: fetched.unsafe };
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

function ofApplication(name: string, schema: string): Diagnostic {
  const message = `"${name}" is the schema of an application, ${schema}: there is no folder that another version could replace.`;
  const hint = 'Edit the schema, and make a migration.';
  return { code: 'CALL.INVALID', severity: 'error', message, hint };
}
