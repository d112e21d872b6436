import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { countRows } from '../inspect/count-rows.ts';
import { type LoadedBackfill } from '../migrate/backfill/backfill.ts';
import { backfillCodes } from '../migrate/backfill/backfill-codes.ts';
import { type Checkpoint, readCheckpoints } from '../migrate/backfill/checkpoint.ts';
import { type BackfillRun, runBackfill } from '../migrate/backfill/run-backfill.ts';
import { withBackfillClient } from '../migrate/backfill/with-backfill-client.ts';
import { type Session } from '../schema-engine/open-session.ts';
import { startProgress } from './backfill-progress.ts';
import { type BackfillAnswer, type BackfillState } from './backfill-report.ts';
import { type CommandIo } from './command.ts';

interface FillOptions extends Pick<BackfillRun, 'pace' | 'clock' | 'restart'> {
  readonly status: boolean;
  readonly json: boolean;
}

/** Runs backfills one after another, and stops at the first that cannot be completed; or only looks how far they are. */
export async function fillRows(
  session: Session,
  backfills: readonly LoadedBackfill[],
  options: FillOptions,
  io: CommandIo,
): Promise<BackfillAnswer> {
  if (options.status) {
    const states = statesOf(backfills, await readCheckpoints(session.pool));
    const diagnostics = states.flatMap((one) => (one.state === 'complete' ? [] : [incomplete(one)]));
    return { exitCode: diagnostics.length === 0 ? 0 : 1, states, diagnostics };
  }
  const totals = new Map<string, number>();
  for (const { name, table, schema } of backfills) {
    const question = { schema, table, columns: [], label: table, component: '' };
    const answer = await countRows(session, question);
    if ('rows' in answer) totals.set(name, answer.rows);
  }
  const progress = await startProgress(io, { ...options, totals });
  try {
    return await withBackfillClient(
      session,
      { clock: options.clock, onWait: progress.onWait },
      async (client) => {
        let stop: Diagnostic | undefined;
        for (const backfill of backfills) {
          const run = { ...options, tell: progress.listener(backfill.name) };
          stop = await runBackfill(client, session.target, backfill, run);
          if (stop) break;
        }
        const states = statesOf(backfills, await readCheckpoints(client));
        return { exitCode: stop ? 1 : 0, states, diagnostics: stop ? [stop] : [] };
      },
    );
  } finally {
    progress.stop();
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
