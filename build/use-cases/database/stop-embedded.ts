import { setTimeout as pause } from 'node:timers/promises';
import { done, type Outcome, refused } from '../../diagnostics/outcome.ts';
import { readDatabaseStatus, stopDatabase } from '../../postgres/embedded/control-database.ts';
import { databaseCodes } from './database-codes.ts';
import { describeHolders } from './describe-holders.ts';
import { inProject } from './in-project.ts';

export interface StopRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** Stops it under those who use it. */
  readonly force: boolean;
  /** Waits until those who use it have left. */
  readonly wait: boolean;
}

export interface StoppedDatabase {
  readonly running: false;
  readonly wasRunning: boolean;
}

/** Ends what `startEmbedded` began; refused while others use it. */
export function stopEmbedded({ projectDir, force, wait }: StopRequest): Promise<Outcome<StoppedDatabase>> {
  return inProject<StoppedDatabase>(projectDir, async () => {
    const stop = await stopDatabase(projectDir, force);
    if (stop.stopped) return done({ running: false, wasRunning: stop.wasRunning });
    if (wait) {
      while ((await readDatabaseStatus(projectDir)).running) await pause(200);
      return done({ running: false, wasRunning: true });
    }
    return refused([
      {
        code: databaseCodes.inUse,
        severity: 'error',
        message: `PostgreSQL stays until these have left: ${describeHolders(stop.holders)}.`,
        hint: 'end them, or add --wait, or --force to stop it under them',
      },
    ]);
  });
}
