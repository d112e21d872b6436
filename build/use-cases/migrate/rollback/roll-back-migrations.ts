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
import { diskFiles } from '../../../files/disk-files.ts';
import { type LoadedProject, loadProject } from '../../../pipeline/project/load-project.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { withMigrationDatabase } from '../guard/with-migration-database.ts';
import { lookAtHistory } from '../look-at-history.ts';
import { readMigrations } from '../../../postgres/history/read-migrations.ts';
import { forgetIntent, stepsLeft, writeIntent } from './interrupted-rollback.ts';
import { readRecords } from './migration-records.ts';
import { planRollback, type RollbackTarget } from './plan-rollback.ts';
import { runRollback } from './run-rollback.ts';
import { findStepLosses, refuseLosses, type StepLosses } from './show-losses.ts';

/** What is known at the end, however it ended. */
export interface RollbackReport {
  readonly state: 'rolled-back' | 'finished-before' | 'nothing' | 'planned';
  /** Where; undefined when no step was found. */
  readonly target?: Pick<Session['target'], 'database' | 'host'>;
  /** What was planned, newest first. */
  readonly steps: readonly StepLosses[];
  /** Names of the migrations that were reversed, newest first. */
  readonly rolledBack: readonly string[];
}

export interface RollbackRequest {
  /** Absolute. */
  readonly projectDir: string;
  readonly target: RollbackTarget;
  readonly dryRun: boolean;
  /** Components whose rows may go. */
  readonly acceptDataLoss: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Called with the plan before anything is changed; `unasked`: there is no terminal to ask at. */
  readonly confirm: (plan: RollbackReport) => Promise<'yes' | 'no' | 'unasked'>;
  /**
   * Called with an end on the database. Only afterwards the database forgets what the call was about to do: a caller that was
   * killed before it heard of the end repeats the call, and must not go twice as far back.
   */
  readonly onEnd: (outcome: Outcome<RollbackReport>) => Promise<void>;
}

/** Plans, shows what would be lost, asks, and reverses the newest migrations of a database in one transaction. */
export async function rollBackMigrations(request: RollbackRequest): Promise<Outcome<RollbackReport>> {
  const { projectDir, env } = request;
  const loaded = await loadProject(projectDir);
  // A schema with problems is no reason to stay at a migration.
  const project = knownOf(loaded);
  if (!project) return unchanged(loaded);
  return await withMigrationDatabase(
    { projectDir, env, command: 'tessera migrate rollback' },
    ({ session }) => rollBack(request, project, session),
  );
}

async function rollBack(
  request: RollbackRequest,
  project: LoadedProject,
  session: Session,
): Promise<Outcome<RollbackReport>> {
  const { target, acceptDataLoss, dryRun } = request;
  const { config } = project;
  const end = async (outcome: Outcome<RollbackReport>): Promise<Outcome<RollbackReport>> => {
    await request.onEnd(outcome);
    return outcome;
  };
  const records = await readRecords(session);
  const left = target.kind === 'steps' ? await stepsLeft(session, records, target.steps) : undefined;
  if (left === 0) {
    const outcome = await end(done({ state: 'finished-before', steps: [], rolledBack: [] }));
    await forgetIntent(session);
    return outcome;
  }
  const { migrations, diagnostics } = readMigrations(config, diskFiles);
  const plan = await planRollback(config.projectDir, records, migrations, diskFiles, target);
  if (!plan.ok) return end(refused([...diagnostics, ...plan.diagnostics]));
  if (plan.steps.length === 0) return end(done({ state: 'nothing', steps: [], rolledBack: [] }));

  // The history also knows whose a table was that is gone by now.
  const { owners } = await lookAtHistory(project, diskFiles);
  const steps = await findStepLosses(session, plan.steps, owners);
  const report: RollbackReport = { state: 'planned', target: session.target, steps, rolledBack: [] };
  const losses = refuseLosses(steps, acceptDataLoss);
  if (losses.length > 0) return end(refused(losses, report));
  if (dryRun) return end(done(report));
  const answer = await request.confirm(report);
  if (answer === 'no') return end(refused([]));
  if (answer === 'unasked') return end(environmentFault([unasked], report));

  const from = records.map(({ name }) => name);
  if (target.kind === 'steps') await writeIntent(session, { steps: target.steps, from });
  const lost = steps.flatMap((one) => one.lost);
  const run = await runRollback(session, { steps: plan.steps, applied: from, losses: lost });
  if (run.state === 'unknown') {
    const again = ['Run the command again: it finishes what is not done.'];
    return end(partly({ ...report, steps }, again, [run.diagnostic]));
  }
  const rolledBack = plan.steps.map(({ migration }) => migration.id);
  const outcome = await end(
    run.state === 'done'
      ? done({ ...report, state: 'rolled-back', rolledBack })
      : refused([run.diagnostic], report),
  );
  // The rollback has ended: an intent that stays does no harm.
  if (target.kind === 'steps') await forgetIntent(session).catch(() => undefined);
  return outcome;
}

const unasked: Diagnostic = {
  code: 'CALL.INVALID',
  severity: 'error',
  message: 'There is no terminal to ask on whether to roll back.',
  hint: 'Confirm with --yes.',
};
