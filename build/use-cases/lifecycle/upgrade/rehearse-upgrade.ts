import { testComponent } from '../../component-test/test-component.ts';
import { chooseComponents } from '../../component-test/choose-components.ts';
import { type Workshop } from '../../component-test/make-workshop.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { listSqlLiterals } from '../../../pipeline/compose/literals/list-sql-literals.ts';
import { checkLiterals } from '../../migrate/replay/check-literals.ts';
import { discoverMigrations } from '../../../pipeline/discover/discover-migrations.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { dependantsOf } from '../../../pipeline/graph/required-by.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { planSchemaChange } from '../plan-schema-change.ts';
import { comparePermissions, type PermissionChange } from './compare-permissions.ts';
import { type CloneRehearsal, rehearseOnClone } from './rehearse-on-clone.ts';
import { writeMigration } from '../../../postgres/history/write-migration.ts';
import { runPipeline } from '../../../pipeline/pipeline.ts';
import { type LoadedProject } from '../../../pipeline/project/load-project.ts';
import { type MigrationDatabase } from '../../migrate/guard/with-migration-database.ts';

/** What a rehearsal found out; it is a go when there is no reason against it. */
export interface UpgradeRehearsal {
  /** Version in the new folder. */
  readonly version: string | undefined;
  readonly permissions: PermissionChange;
  /** SQL of the migration; empty: none is needed. */
  readonly plan: string | undefined;
  readonly clone: CloneRehearsal | undefined;
  /** Whose tests ran. */
  readonly tested: readonly string[];
  readonly reasons: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
}

export interface RehearsalCall {
  readonly name: string;
  readonly project: LoadedProject;
  readonly workshop: Workshop;
  readonly title: string;
  readonly isLossAccepted: boolean;
  readonly env: NodeJS.ProcessEnv;
  readonly signal: AbortSignal;
}

/** Composes, plans, applies to a copy of the database, and runs the tests of the component and of those that require it. */
export async function rehearseUpgrade(
  call: RehearsalCall,
  database: MigrationDatabase,
): Promise<UpgradeRehearsal> {
  const { name, project, workshop, title, isLossAccepted, env, signal } = call;
  const { config } = workshop;
  const composed = await runPipeline(config);
  const version = composed.components.find((one) => one.name === name)?.version;
  const warnings = composed.diagnostics.filter(({ severity }) => severity === 'warning');
  const [old, changed] = [project, composed].map(({ components }) =>
    components.find((one) => one.name === name),
  );
  const permissions = comparePermissions(name, old?.permissions, changed?.permissions);
  const nothing = { version, permissions, plan: undefined, clone: undefined, tested: [], warnings };
  if (hasErrors(composed.diagnostics)) {
    return { ...nothing, reasons: composed.diagnostics.filter(({ severity }) => severity === 'error') };
  }
  const unreadable = await checkLiterals(listSqlLiterals(composed.model.sources));
  if (unreadable.length > 0) return { ...nothing, reasons: unreadable };
  const plan = await planSchemaChange({ ...composed, config }, env);
  const last = discoverMigrations(config, diskFiles).at(-1);
  if (plan !== '') writeMigration(config, { title, sql: plan, now: new Date(), last });
  const before = `${project.config.projectDir}/${project.config.migrationsDir}`;
  const after = `${config.projectDir}/${config.migrationsDir}`;
  const clone = await rehearseOnClone(database, { before, after }, isLossAccepted);
  const reasons = [...clone.problems];
  const tested: string[] = [];
  for (const one of [name, ...dependantsOf(name, project.components)]) {
    const chosen = chooseComponents(config, one);
    if (!chosen.ok) {
      reasons.push(notTested(one, chosen.problem));
      continue;
    }
    tested.push(one);
    await testComponent({
      ...chosen,
      config,
      env,
      signal,
      compose: (project) => runPipeline(project),
      report: ({ problems }) => reasons.push(...problems.filter(({ severity }) => severity === 'error')),
    });
  }
  return { version, permissions, plan, clone, tested, reasons, warnings };
}

/** Tests that did not run are none that passed. */
function notTested(component: string, { message, hint }: Diagnostic): Diagnostic {
  return {
    code: lifecycleCodes.noGo,
    severity: 'error',
    component,
    message: `The tests of "${component}" cannot run: ${message}`,
    ...(hint !== undefined && { hint }),
  };
}
