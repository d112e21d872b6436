import { Inject, Injectable, Logger } from '@nestjs/common';
import { ComponentCommand, type ComponentCommandRunner } from '@/platform';
import { Handlers } from '../define/handlers.ts';
import { JOBS_ENVIRONMENT, type JobsEnvironment } from '../jobs-environment.ts';
import { JobWorker } from '../worker/job-worker.ts';
import { readArguments } from './read-arguments.ts';

/** A process that runs jobs and serves nothing, until it is told to end. */
@Injectable()
@ComponentCommand({
  component: 'jobs',
  name: 'worker',
  summary: 'Run jobs until SIGTERM or SIGINT',
})
export class WorkerCommand implements ComponentCommandRunner {
  readonly #logger = new Logger('jobs');

  constructor(
    @Inject(JOBS_ENVIRONMENT) private readonly environment: JobsEnvironment,
    private readonly handlers: Handlers,
    private readonly worker: JobWorker,
  ) {}

  async run(args: readonly string[]): Promise<string> {
    readArguments(args, {});
    const names = [...this.handlers.all().keys()];
    if (names.length === 0) return 'No component here has a handler: there are no jobs to run.';
    process.stderr.write(
      `Running jobs, ${this.environment.concurrency} at a time: ${names.toSorted().join(', ')}\n`,
    );
    this.worker.start();
    const signal = await new Promise<NodeJS.Signals>((resolve) => {
      for (const name of ['SIGTERM', 'SIGINT'] as const) {
        process.once(name, () => {
          resolve(name);
          // The second one means: at once.
          process.once(name, () => process.exit(1));
        });
      }
    });
    this.#logger.log(`${signal}: finishing the jobs under way`);
    await this.worker.stop();
    return 'Stopped.';
  }
}
