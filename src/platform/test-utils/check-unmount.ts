import { setTimeout as delay } from 'node:timers/promises';
import { type INestApplication } from '@nestjs/common';
import { Client } from 'pg';
import { type ConformanceFailure, type ConformanceResult } from './conformance-result.ts';
import { type ErrorLog } from './error-log.ts';
import { type ResourceWatch } from './resource-watch.ts';

/** What closes, closes at once; this is for a busy machine. */
const patienceMs = 10_000;
/** How long what is being closed may take to be gone. */
const graceMs = 1_500;

/** How many listeners the process has, by event. */
export function countListeners(): ReadonlyMap<string | symbol, number> {
  return new Map(process.eventNames().map((event) => [event, process.listenerCount(event)]));
}

export interface BeforeMount {
  readonly log: ErrorLog;
  readonly watch: ResourceWatch;
  readonly listeners: ReadonlyMap<string | symbol, number>;
}

/** Closes the application and looks at what is left of it. */
export async function checkUnmount(
  app: INestApplication,
  databaseUrl: string,
  { watch, listeners, log }: BeforeMount,
): Promise<Pick<ConformanceResult, 'summary' | 'failures'>> {
  watch.seal();
  log.take();
  const closing = await closeInTime(app, log);
  if (closing) return { summary: '', failures: [closing] };
  const database = new Client(databaseUrl);
  await database.connect();
  try {
    const begin = performance.now();
    let [open, connections] = [watch.open(), await countConnections(database)];
    while ((open.length > 0 || connections > 0) && performance.now() - begin < graceMs) {
      await delay(20);
      [open, connections] = [watch.open(), await countConnections(database)];
    }
    return {
      summary: 'no connections, timers, listeners or handles are left',
      failures: [
        ...open.map(({ kind, stack }) => ({
          message: `After unmounting, ${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind} is left.`,
          hint: 'End it in onModuleDestroy() or onApplicationShutdown() of the class that makes it.',
          stack,
        })),
        ...(connections > 0 ? [databaseConnections(connections)] : []),
        ...moreListeners(listeners),
      ],
    };
  } finally {
    await database.end();
  }
}

async function closeInTime(app: INestApplication, log: ErrorLog): Promise<ConformanceFailure | undefined> {
  const patience = new AbortController();
  const impatient = delay(patienceMs, 'late' as const, { signal: patience.signal }).catch(() => undefined);
  try {
    const late = await Promise.race([app.close(), impatient]);
    if (late === 'late') {
      return {
        message: `Unmounting did not end within ${patienceMs / 1000} s.`,
        hint: 'Look at onModuleDestroy(), beforeApplicationShutdown() and onApplicationShutdown(): one waits for ever.',
      };
    }
    // Nest logs what a hook throws, and goes on.
    const logged = log.take();
    return logged === '' ? undefined : failedToClose(logged.split('\n')[0] ?? '', logged);
  } catch (error) {
    const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return failedToClose(message, stack);
  } finally {
    patience.abort();
  }
}

function failedToClose(reason: string, stack: string): ConformanceFailure {
  return {
    message: `Unmounting failed: ${reason}`,
    hint: 'Mend what onModuleDestroy() or onApplicationShutdown() does.',
    stack,
  };
}

async function countConnections(database: Client): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`,
  );
  return rows[0]?.count ?? 0;
}

function databaseConnections(number: number): ConformanceFailure {
  return {
    message: `After unmounting, ${number === 1 ? 'a database connection is' : `${number} database connections are`} left.`,
    hint: 'Use PrismaService, or end the client you made in onApplicationShutdown().',
  };
}

function moreListeners(before: ReadonlyMap<string | symbol, number>): ConformanceFailure[] {
  return [...countListeners()]
    .filter(([event, number]) => number > (before.get(event) ?? 0))
    .map(([event]) => ({
      message: `After unmounting, a listener of process.on('${String(event)}') is left.`,
      hint: 'Remove it in onModuleDestroy(); for the end of the process there are lifecycle hooks.',
    }));
}
