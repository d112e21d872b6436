import { randomUUID } from 'node:crypto';
import {
  type BeforeApplicationShutdown,
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Handlers } from '../define/handlers.ts';
import { JobsDatabase } from '../queue/jobs-database.ts';
import { jobNameOf, type Limits, QueuePort, type TakenJob } from '../queue/queue.port.ts';
import { settingsOf } from '../queue/settings-of.ts';
import { JOBS_ENVIRONMENT, type JobsEnvironment } from '../jobs-environment.ts';
import { type AttemptSurroundings, AttemptTools } from './attempt-tools.ts';
import { Attempt, type AttemptEnd } from './attempt.ts';
import { Completions } from './completions.ts';
import { Heartbeat } from './heartbeat.ts';
import { Notifications } from './notifications.ts';
import { Scheduler } from './scheduler.ts';
import { Signal } from './signal.ts';

/** How long queues that had plenty are not asked again whether they have, and whether they are paused: in milliseconds. */
const ASK_AGAIN = 100;

/** Runs the jobs whose handlers this application has. */
@Injectable()
export class JobWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly id = randomUUID();
  readonly #logger = new Logger('jobs');
  readonly #held = new Map<string, Attempt>();
  readonly #wake = new Signal();
  readonly #completions: Completions;
  readonly #heartbeat: Heartbeat;
  readonly #hot = new Set<string>();
  #askedAt = 0;
  #busy = 0;
  #loop: Promise<void> | undefined;
  #isStopping = false;
  #lastReport = '';

  constructor(
    @Inject(JOBS_ENVIRONMENT) private readonly environment: JobsEnvironment,
    private readonly queue: QueuePort,
    private readonly database: JobsDatabase,
    @Inject(Handlers) private readonly handlers: Pick<Handlers, 'all'>,
    @Inject(AttemptTools) private readonly tools: AttemptSurroundings,
    private readonly notifications: Notifications,
    private readonly scheduler: Scheduler,
    @Inject(HttpAdapterHost) private readonly host: { readonly httpAdapter?: unknown },
  ) {
    const report = this.#report.bind(this);
    this.#completions = new Completions(
      (name, ids) => this.queue.finish(name, ids),
      ({ id }) => this.#held.has(id),
      report,
    );
    this.#heartbeat = new Heartbeat({ id: this.id, queue, database, held: this.#held, report });
  }

  /** In the process that serves: at once in development, elsewhere when the environment says so. */
  onApplicationBootstrap(): void {
    // Commands run in an application without a server.
    if (this.host.httpAdapter !== undefined && this.environment.isInServer) this.start();
  }

  /** Begins to take jobs. Without any handler there is nothing to do. */
  start(): void {
    if (this.#loop !== undefined || this.handlers.all().size === 0) return;
    this.#isStopping = false;
    this.#loop = this.#run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  /**
   * Takes no more jobs, and waits for those under way. What takes too long is asked to stop, and goes back to the queue.
   * A handler that does not stop keeps its job until the process is gone: it must not run twice.
   */
  async stop(): Promise<void> {
    if (this.#loop === undefined) return;
    this.#isStopping = true;
    this.#wake.ring();
    await this.#loop;
    await this.#drained(this.environment.shutdownTimeout);
    for (const attempt of this.#held.values()) attempt.abort('shutdown');
    await this.#drained(this.tools.grace + 1_000);
    this.notifications.stop();
    await this.#heartbeat.stop();
    this.#loop = undefined;
  }

  async #run(): Promise<void> {
    const names = [...this.handlers.all().keys()];
    let isReady = false;
    while (!this.#isStopping) {
      try {
        if (!isReady) await this.#prepare();
        isReady = true;
        // What ends in this turn of the loop leaves its place first: a few large bites cost less than many small ones.
        await new Promise((resolve) => setImmediate(resolve));
        const took = await this.#takeAll(names);
        this.#lastReport = '';
        if (took === 0) await this.#wake.wait(this.environment.pollInterval);
      } catch (error) {
        this.#report(error);
        await this.#wake.wait(Math.max(this.environment.pollInterval, 1_000));
      }
    }
  }

  async #prepare(): Promise<void> {
    const definitions = [...this.handlers.all().values()].map(({ definition }) => definition);
    await this.queue.check();
    for (const definition of definitions) {
      await this.queue.declare(settingsOf(definition, undefined), this.database);
    }
    await this.scheduler.declare(definitions);
    void this.notifications.listen((text) => {
      this.#hear(text);
    });
    this.#heartbeat.start(this.environment.heartbeat, async () => {
      if (!this.#isStopping) await this.scheduler.tick(definitions);
    });
  }

  /** Takes what may begin, until every place is taken. @returns how many */
  async #takeAll(names: readonly string[]): Promise<number> {
    const { concurrency } = this.environment;
    let taken = 0;
    // What is done and not written down yet counts as well, but is no reason to be idle.
    const free = (): number =>
      this.#isStopping ? 0 : Math.min(concurrency - this.#busy, 4 * concurrency - this.#held.size);
    if (free() <= 0) return 0;
    const hadPlenty = this.#hot.size > 0;
    for (const queue of await this.#ready(names)) {
      const count = free();
      if (count <= 0) break;
      const handler = this.handlers.all().get(jobNameOf(queue));
      if (handler === undefined) continue;
      const jobs = await this.#take(queue, count, handler.definition.concurrency);
      for (const job of jobs) this.#begin(new Attempt(job, handler, this.tools));
      taken += jobs.length;
      // A queue that gave less than was asked for has no more that may begin.
      if (jobs.length < count) this.#hot.delete(queue);
      else this.#hot.add(queue);
    }
    // The others have to be asked before this one sleeps.
    if (taken === 0 && hadPlenty) this.#askedAt = 0;
    return taken === 0 && hadPlenty ? this.#takeAll(names) : taken;
  }

  /** Many at a time are taken on two connections: taking is what a job costs most. */
  async #take(queue: string, count: number, limits: Limits): Promise<readonly TakenJob[]> {
    if (count < 10 || limits.total !== undefined || limits.perTenant !== undefined) {
      return await this.queue.take(queue, count, limits);
    }
    const half = Math.ceil(count / 2);
    const both = await Promise.allSettled([
      this.queue.take(queue, half, limits),
      this.queue.take(queue, count - half, limits),
    ]);
    const taken = both.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    // What one of them took must not wait for its lease because the other one failed.
    const failed = both.find((one) => one.status === 'rejected');
    if (failed !== undefined && taken.length === 0) throw failed.reason;
    return taken;
  }

  /** Queues that may have work. For a moment those that had plenty are not asked again. */
  async #ready(names: readonly string[]): Promise<readonly string[]> {
    if (this.#hot.size > 0 && Date.now() - this.#askedAt < ASK_AGAIN) return [...this.#hot];
    this.#hot.clear();
    const ready = await this.queue.ready(names, this.database);
    this.#askedAt = Date.now();
    return ready;
  }

  #begin(attempt: Attempt): void {
    this.#held.set(attempt.job.id, attempt);
    this.#busy += 1;
    void attempt
      .run()
      .finally(() => {
        this.#busy -= 1;
        this.#wake.ring();
      })
      .then((end) => this.#settle(attempt.job, end))
      .catch((error: unknown) => {
        // Its lease runs out, and it is taken over.
        this.#report(error);
      })
      .finally(() => {
        this.#held.delete(attempt.job.id);
        this.#wake.ring();
      });
  }

  async #settle(job: TakenJob, end: AttemptEnd): Promise<void> {
    switch (end.kind) {
      case 'finish':
        await this.#completions.add(job);
        return;
      case 'release':
        await this.queue.release(job);
        return;
      case 'fail': {
        const { failure, error } = end;
        const next = await this.queue.fail(job, failure);
        const text = `The job ${job.queue} ${job.id} failed at attempt ${job.attempt + 1}: ${failure.message}`;
        if (next === 'again') this.#logger.warn(text);
        else this.#logger.error(text, error instanceof Error ? error.stack : undefined);
        return;
      }
      case 'none':
        return;
    }
  }

  #hear(text: string): void {
    if (text.startsWith('cancel:')) this.#held.get(text.slice('cancel:'.length))?.abort('cancelled');
    else this.#wake.ring();
  }

  async #drained(timeout: number): Promise<void> {
    const end = Date.now() + timeout;
    while (this.#held.size > 0 && Date.now() < end) await this.#wake.wait(Math.min(end - Date.now(), 500));
  }

  /** Once for each new problem: a database that is away for a minute is one. */
  #report(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (message === this.#lastReport) return;
    this.#lastReport = message;
    this.#logger.warn(`The queue cannot be reached: ${message}`);
  }
}
