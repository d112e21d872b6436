import { type BackfillListener } from '../../../../use-cases/migrate/backfill/backfill-request.ts';
import { type Clock } from '../../../../use-cases/migrate/backfill/pace.ts';
import {
  describeAmount,
  describeStop,
  drawBar,
  formatCount,
  tenthOf,
} from '../../../../use-cases/migrate/backfill/describe-progress.ts';
import { canRedraw } from '../../can-redraw.ts';
import { type CommandIo } from '../../command.ts';

interface ProgressOptions {
  readonly json: boolean;
  readonly clock: Clock;
  /** Rows of each table, exactly or about, where they are known. */
  readonly totals: ReadonlyMap<string, number>;
}

/** What people see of running backfills: a bar on a terminal, a line for each tenth elsewhere. */
export async function startProgress(
  io: CommandIo,
  { json, clock, totals }: ProgressOptions,
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
  return {
    onWait: () => {
      say('another backfill runs on this database: waiting for it', true);
    },
    listener: (name) => {
      const total = totals.get(name) ?? 0;
      const began = clock.now();
      let [walked, here, tenth] = [0, 0, 0];
      let isStill = false;
      const show = (isLine: boolean): void => {
        const seconds = Math.max(clock.now() - began, 1) / 1000;
        const speed = `${formatCount(Math.round(here / seconds))} rows/s`;
        say(`${name} ${bar ? drawBar(walked, total) : ''}${describeAmount(walked, total)}, ${speed}`, isLine);
      };
      return (event) => {
        switch (event.kind) {
          case 'start':
            walked = event.from?.walked ?? 0;
            tenth = tenthOf(walked, total);
            say(
              `${name} ${event.table.name}: ${walked === 0 ? 'from the first row' : `goes on after ${formatCount(walked)} rows`}`,
              true,
            );
            return;
          case 'batch': {
            walked += event.batch.walked;
            here += event.batch.walked;
            isStill = false;
            const reached = tenthOf(walked, total);
            show(reached > tenth);
            tenth = reached;
            return;
          }
          case 'pause':
          case 'retry':
            // Once for each stop, however often it looks again.
            say(`${name} stands still: ${describeStop(event)}`, !isStill);
            isStill = true;
        }
      };
    },
    stop: () => bar?.stop(),
  };
}
