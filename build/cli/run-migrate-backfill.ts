import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { loadProjectConfig } from '../config/load-project-config.ts';
import { nearestName } from '../config/nearest-name.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type LoadedBackfill } from '../migrate/backfill/backfill.ts';
import { backfillCodes } from '../migrate/backfill/backfill-codes.ts';
import { type Clock } from '../migrate/backfill/pace.ts';
import { readBackfills } from '../migrate/backfill/read-backfills.ts';
import { type Pace } from '../migrate/backfill/run-backfill.ts';
import { migrateCodes } from '../migrate/migrate-codes.ts';
import { type BackfillAnswer, printBackfills } from './backfill-report.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { fillRows } from './fill-rows.ts';
import { type BackfillOptions } from './migrate-backfill-command.ts';
import { withMigrationDatabase } from './with-migration-database.ts';

const command = 'tessera migrate backfill';

const clock: Clock = { now: () => performance.now(), sleep: (milliseconds) => sleep(milliseconds) };

/**
 * Runs one backfill or all of them. As with `prisma migrate deploy`, production is where it belongs: only the embedded
 * database is refused there.
 */
export async function runMigrateBackfill(
  name: string | undefined,
  options: BackfillOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const tell = async (answer: BackfillAnswer): Promise<ExitCode> => {
    await printBackfills(answer, projectDir, options, io);
    return answer.exitCode;
  };
  const pace = readPace(options);
  if ('code' in pace) return tell({ exitCode: 2, diagnostics: [pace] });
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return tell({ exitCode: 1, diagnostics: loaded.diagnostics });
  const { backfills, diagnostics } = await readBackfills(loaded.config, diskFiles);
  if (diagnostics.length > 0) return tell({ exitCode: 1, diagnostics });
  const chosen = name === undefined ? backfills : backfills.filter((one) => one.name === name);
  if (name !== undefined && chosen.length === 0) {
    return tell({ exitCode: 2, diagnostics: [unknown(name, backfills)] });
  }
  if (chosen.length === 0) return tell({ exitCode: 0 });
  const database = await withMigrationDatabase(
    { projectDir, env: io.env, command, isForProduction: true },
    migrateCodes.noServer,
    ({ session }) => fillRows(session, chosen, { ...options, pace, clock }, io),
  );
  if (database.ok) return tell(database.result);
  const isGuarded = database.reasons.some(({ code }) => code.startsWith('GUARD.'));
  return tell({ exitCode: isGuarded ? 1 : 2, diagnostics: database.reasons });
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
