import { hostname } from 'node:os';
import { type QueuePort, type Sql } from '../queue/queue.port.ts';
import { type Attempt } from './attempt.ts';

const seen = `INSERT INTO job_workers (id, host, pid, running, "seenAt") VALUES ($1::uuid, $2, $3, $4, now())
  ON CONFLICT (id) DO UPDATE SET running = excluded.running, "seenAt" = now()`;

interface HeartbeatOptions {
  readonly id: string;
  readonly queue: QueuePort;
  readonly database: Sql;
  readonly held: ReadonlyMap<string, Attempt>;
  readonly report: (error: unknown) => void;
}

/**
 * Says that this process and its jobs are there, tells handlers of jobs that are no longer theirs, and gives the jobs of
 * processes that are silent to others.
 */
export class Heartbeat {
  #timer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  #keptAt = Date.now();

  constructor(private readonly options: HeartbeatOptions) {}

  /** @param more what else is to be done now and then */
  start(interval: number, more: () => Promise<void>): void {
    this.#keptAt = Date.now();
    const beat = (): void => {
      this.#beating ??= this.#beat(more).finally(() => {
        this.#beating = undefined;
      });
    };
    beat();
    this.#timer = setInterval(beat, interval);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#beating;
    const { database, id, report } = this.options;
    await database.executeSql('DELETE FROM job_workers WHERE id = $1::uuid', [id]).catch(report);
  }

  async #beat(more: () => Promise<void>): Promise<void> {
    const { database, queue, held, id } = this.options;
    // One after the other, and each in spite of the one before: a schedule that fails must cost no job its lease.
    const steps = [
      () => this.#keep(),
      () => queue.recover(),
      () => database.executeSql(seen, [id, hostname(), process.pid, held.size]),
      more,
      () => queue.tidy(),
    ];
    for (const step of steps) await step().catch(this.options.report);
  }

  async #keep(): Promise<void> {
    const { queue, held } = this.options;
    const attempts = [...held.values()];
    try {
      const kept = attempts.length === 0 ? new Set() : await queue.keep(attempts.map(({ job }) => job));
      this.#keptAt = Date.now();
      for (const attempt of attempts) {
        // Ended meanwhile, by itself or by others.
        if (kept.has(attempt.job.id) || !held.has(attempt.job.id)) continue;
        const stored = await queue.find(attempt.job.id);
        attempt.abort(stored?.state === 'cancelled' ? 'cancelled' : 'lost');
      }
    } catch (error) {
      // Others may have them by now.
      if (Date.now() - this.#keptAt > queue.lease) for (const attempt of attempts) attempt.abort('lost');
      throw error;
    }
  }
}
