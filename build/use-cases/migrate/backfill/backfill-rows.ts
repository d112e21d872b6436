import { nearestName } from '../../../config/nearest-name.ts';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  done,
  environmentFault,
  judged,
  knownOf,
  type Outcome,
  partly,
  refused,
} from '../../../diagnostics/outcome.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { countRows } from '../../../postgres/catalog/count-rows.ts';
import { missingProject } from '../../../pipeline/project/load-project.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { withMigrationDatabase } from '../guard/with-migration-database.ts';
import { type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';
import { type Checkpoint, readCheckpoints } from './checkpoint.ts';
import { readBackfills } from './read-backfills.ts';
import { type BackfillEvent, type BackfillRun, runBackfill } from './run-backfill.ts';
import { withBackfillClient } from './with-backfill-client.ts';

/** How far a backfill is on one database. */
export interface BackfillState {
  readonly name: string;
  readonly state: 'not started' | 'partial' | 'complete';
  /** Rows that were looked at, and those that were written. */
  readonly walked: number;
  readonly rows: number;
  readonly batches: number;
  /** Whether the file does something else by now. */
  readonly changed: boolean;
}

/** What is shown while rows are filled. */
export interface BackfillListener {
  /** Another backfill holds the lock. */
  readonly onWait: () => void;
  readonly listener: (name: string) => (event: BackfillEvent) => void;
  readonly stop: () => void;
}

export interface BackfillRequest extends Pick<BackfillRun, 'pace' | 'clock' | 'restart'> {
  /** Absolute. */
  readonly projectDir: string;
  /** @default all of them, by name */
  readonly name?: string;
  /** Reads how far each is and changes nothing. */
  readonly status: boolean;
  readonly env: NodeJS.ProcessEnv;
  /** @param totals rows of each backfill's table, exactly or about, where they are known */
  readonly listen: (totals: ReadonlyMap<string, number>) => Promise<BackfillListener>;
}

const command = 'tessera migrate backfill';

/**
 * Runs backfills one after another and stops at the first that cannot be completed; or only reads how far they are. As with
 * `prisma migrate deploy`, production is where it belongs: only the embedded database is refused there.
 */
export async function backfillRows(request: BackfillRequest): Promise<Outcome<readonly BackfillState[]>> {
  const { projectDir, name, status, env } = request;
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { backfills, diagnostics } = await readBackfills(loaded.config, diskFiles);
  if (diagnostics.length > 0) return refused(diagnostics);
  const chosen = name === undefined ? backfills : backfills.filter((one) => one.name === name);
  if (name !== undefined && chosen.length === 0) return environmentFault([unknown(name, backfills)]);
  if (chosen.length === 0) return done([]);
  const here = { batches: 0 };
  const listen: BackfillRequest['listen'] = async (totals) => {
    const progress = await request.listen(totals);
    return {
      ...progress,
      listener: (one) => {
        const notify = progress.listener(one);
        return (event) => {
          if (event.kind === 'batch') here.batches += 1;
          notify(event);
        };
      },
    };
  };
  const call = { projectDir, env, command, isForProduction: true };
  const outcome = await withMigrationDatabase(call, ({ session }) =>
    status ? readStates(session, chosen) : fill(session, chosen, { ...request, listen }),
  );
  if (outcome.kind === 'done' || here.batches === 0) return outcome;
  const again = `Run it again when that is mended: ${[command, name].filter(Boolean).join(' ')}. It goes on behind the last batch.`;
  return partly(knownOf(outcome) ?? [], [again], diagnosticsOf(outcome));
}

async function readStates(
  session: Session,
  backfills: readonly LoadedBackfill[],
): Promise<Outcome<readonly BackfillState[]>> {
  const states = statesOf(backfills, await readCheckpoints(session.pool));
  return judged(
    states,
    states.flatMap((one) => (one.state === 'complete' ? [] : [incomplete(one)])),
  );
}

async function fill(
  session: Session,
  backfills: readonly LoadedBackfill[],
  request: BackfillRequest,
): Promise<Outcome<readonly BackfillState[]>> {
  const { clock, pace, restart } = request;
  const totals = new Map<string, number>();
  for (const { name, table, schema } of backfills) {
    const question = { schema, table, columns: [], label: table, component: '' };
    const answer = await countRows(session, question);
    if ('rows' in answer) totals.set(name, answer.rows);
  }
  const { onWait, listener, stop } = await request.listen(totals);
  try {
    return await withBackfillClient(session, { clock, onWait }, async (client) => {
      let problem: Diagnostic | undefined;
      for (const backfill of backfills) {
        const run = { clock, pace, restart, tell: listener(backfill.name) };
        problem = await runBackfill(client, session.target, backfill, run);
        if (problem) break;
      }
      const states = statesOf(backfills, await readCheckpoints(client));
      return problem ? refused([problem], states) : done(states);
    });
  } finally {
    stop();
  }
}

function statesOf(
  backfills: readonly LoadedBackfill[],
  checkpoints: ReadonlyMap<string, Checkpoint>,
): BackfillState[] {
  return backfills.map(({ name, fingerprint }) => {
    const found = checkpoints.get(name);
    if (!found) return { name, state: 'not started', walked: 0, rows: 0, batches: 0, changed: false };
    const { walked, rows, batches, isComplete } = found;
    const state = isComplete ? 'complete' : 'partial';
    return { name, state, walked, rows, batches, changed: found.fingerprint !== fingerprint };
  });
}

function incomplete({ name, state, walked }: BackfillState): Diagnostic {
  return {
    code: backfillCodes.incomplete,
    severity: 'error',
    message:
      state === 'partial'
        ? `"${name}" went through ${String(walked)} rows and is not complete.`
        : `"${name}" never ran on this database.`,
    hint: `Run it: tessera migrate backfill ${name}.`,
  };
}

function unknown(name: string, backfills: readonly LoadedBackfill[]): Diagnostic {
  const names = backfills.map((one) => one.name);
  const nearest = nearestName(name, names);
  return {
    code: backfillCodes.unknown,
    severity: 'error',
    message: `There is no backfill "${name}".`,
    hint: nearest
      ? `Take "${nearest}".`
      : names.length > 0
        ? `Take one of: ${names.join(', ')}.`
        : 'Write it into prisma/backfills/, one file for each.',
  };
}
