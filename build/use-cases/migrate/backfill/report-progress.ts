import { type BackfillListener } from './backfill-request.ts';
import { describeAmount, describeStop, drawBar, formatCount, tenthOf } from './describe-progress.ts';
import { type Clock } from './pace.ts';

export interface ProgressOptions {
  readonly clock: Clock;
  /** Rows of each table, exactly or about, where they are known. */
  readonly totals: ReadonlyMap<string, number>;
  /** There is room for a bar. */
  readonly hasBar: boolean;
  /** @param isLine false for what only matters while it is shown */
  readonly say: (text: string, isLine: boolean) => void;
}

/** Says how running backfills get on: a line for each tenth of the rows, and everything between to a bar. */
export function reportProgress({
  clock,
  totals,
  hasBar,
  say,
}: ProgressOptions): Omit<BackfillListener, 'stop'> {
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
        say(
          `${name} ${hasBar ? drawBar(walked, total) : ''}${describeAmount(walked, total)}, ${speed}`,
          isLine,
        );
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
  };
}
