import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { environmentFault, knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { backfillRows, type BackfillState } from '../../../../use-cases/migrate/backfill/backfill-rows.ts';
import { type Clock } from '../../../../use-cases/migrate/backfill/pace.ts';
import { type Pace } from '../../../../use-cases/migrate/backfill/run-backfill.ts';
import { startProgress } from './backfill-progress.ts';
import { type CommandIo, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';
import { type CommonOptions } from '../../command.ts';

/** The flags of `tessera migrate backfill`. */
export interface BackfillOptions extends CommonOptions {
  readonly batch?: string;
  readonly maxLag: string;
  readonly pause: string;
  readonly status: boolean;
  readonly restart: boolean;
}

const clock: Clock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

/** Carries out `tessera migrate backfill`. */
export async function runMigrateBackfill(
  name: string | undefined,
  options: BackfillOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const { json, status, restart } = options;
  const projectDir = path.resolve(io.cwd, options.project);
  const pace = readPace(options);
  const outcome: Outcome<readonly BackfillState[]> =
    'code' in pace
      ? environmentFault([pace])
      : await backfillRows({
          projectDir,
          ...(name !== undefined && { name }),
          status,
          restart,
          pace,
          clock,
          env: io.env,
          listen: (totals) => startProgress(io, { json, clock, totals }),
        });
  const fields = (states: readonly BackfillState[] = []): object => ({ backfills: states });
  return await present(outcome, { projectDir, json, fields, lines: describeStates }, io);
}

function describeStates(outcome: Outcome<readonly BackfillState[]>): string[] {
  const states = knownOf(outcome) ?? [];
  if (outcome.kind === 'done' && states.length === 0) return ['there are no backfills'];
  return states.map(describeState);
}

function describeState({ name, state, walked, rows, changed }: BackfillState): string {
  if (state === 'not started') return `${name}: not started`;
  const counts = `${String(walked)} rows looked at, ${String(rows)} written`;
  const note = changed ? '; the file is another one since (--restart begins again)' : '';
  return `${name}: ${state}, ${counts}${note}`;
}

function readPace({ batch, maxLag, pause }: BackfillOptions): Pace | Diagnostic {
  const numbers = { '--batch': batch, '--max-lag': maxLag, '--pause': pause };
  const least = { '--batch': 1, '--max-lag': 1, '--pause': 0 };
  for (const flag of ['--batch', '--max-lag', '--pause'] as const) {
    const text = numbers[flag];
    if (text === undefined || (/^\d{1,6}$/.test(text) && Number(text) >= least[flag])) continue;
    const message = `${flag} takes a whole number from ${String(least[flag])} on, not "${text}".`;
    return { code: 'CALL.INVALID', severity: 'error', message };
  }
  return {
    batch: batch === undefined ? undefined : Number(batch),
    maxLag: Number(maxLag),
    pause: Number(pause),
  };
}
