import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Processes that run jobs, some of which are killed. */
export class WorkerProcesses {
  readonly #alive = new Set<ChildProcess>();

  constructor(
    private readonly url: string,
    private readonly lease: number,
  ) {}

  /** Resolves when it has begun. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', join(import.meta.dirname, 'worker-process.ts')],
      {
        cwd: join(import.meta.dirname, '../..'),
        env: { ...process.env, DATABASE_URL: this.url, JOBS_LEASE: String(this.lease), NODE_OPTIONS: '' },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    this.#alive.add(child);
    child.once('exit', () => this.#alive.delete(child));
    await Promise.race([
      once(child.stdout, 'data'),
      once(child, 'exit').then(() => Promise.reject(new Error('The worker ended at its start'))),
    ]);
  }

  /** Kills the oldest, with whatever it has under way, and starts another one in its place. */
  async killOne(): Promise<void> {
    const [oldest] = this.#alive;
    if (oldest === undefined) return;
    const gone = once(oldest, 'exit');
    oldest.kill('SIGKILL');
    await gone;
    await this.start();
  }

  get size(): number {
    return this.#alive.size;
  }

  async stop(): Promise<void> {
    const ends = [...this.#alive].map((child) => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      return gone;
    });
    await Promise.all(ends);
  }
}
