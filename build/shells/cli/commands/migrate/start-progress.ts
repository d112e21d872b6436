import { type BackfillListener } from '../../../../use-cases/migrate/backfill/backfill-request.ts';
import {
  type ProgressOptions,
  reportProgress,
} from '../../../../use-cases/migrate/backfill/report-progress.ts';
import { canRedraw } from '../../can-redraw.ts';
import { type CommandIo } from '../../command.ts';

/** What people see of running backfills: a bar on a terminal, a line for each tenth elsewhere. */
export async function startProgress(
  io: CommandIo,
  { json, clock, totals }: Pick<ProgressOptions, 'clock' | 'totals'> & { readonly json: boolean },
): Promise<BackfillListener> {
  const isQuiet = json && !io.stderr.isTTY;
  const bar =
    !isQuiet && canRedraw(io.stderr)
      ? (await import('ora')).default({ stream: io.stderr, discardStdin: false }).start()
      : undefined;
  const say = (text: string, isLine: boolean): void => {
    if (bar) bar.text = text;
    else if (isLine && !isQuiet) io.stderr.write(`${text}\n`);
  };
  const progress = reportProgress({ clock, totals, hasBar: bar !== undefined, say });
  return { ...progress, stop: () => bar?.stop() };
}
