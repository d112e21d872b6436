import { type AppFailure, type AppMessage } from '../../../contract/dev-messages.ts';
import { changedComponents, describeSwap } from './describe-swap.ts';
import { describeConflict } from './describe-conflict.ts';
import { type DevReporter } from './dev-event.ts';
import { explainFailure, type ProjectPlace } from './explain-failure.ts';
import { createUnservedFiles } from './unserved-files.ts';
import { type BuildResult } from './build-result.ts';

type MessageOf<Kind extends AppMessage['kind']> = Extract<AppMessage, { readonly kind: Kind }>;

/** Says in events what becomes of builds in the application. */
export interface AppReports {
  /** A process is started. @param at when it was, by `performance.now()`; @default now */
  readonly starting: (at?: number) => void;
  /** The process was told a build that leads on from what it runs. */
  readonly told: (id: number, build: BuildResult) => void;
  /** Marks everything that was reported up to an update as served, and prints nothing. */
  readonly served: (id: number) => void;
  /** It runs this build already. */
  readonly unchanged: (build: BuildResult) => void;
  readonly ready: () => void;
  readonly swapped: (build: BuildResult, answer: MessageOf<'swapped'>) => void;
  /** @param build left out: the one the process was started with */
  readonly refused: (failure: AppFailure, serving: boolean, build?: BuildResult) => void;
  readonly lacking: (message: MessageOf<'lacking'>) => void;
  readonly uncaught: (failure: AppFailure) => void;
}

export interface AppReportsOptions extends ProjectPlace {
  /** Where the application serves. */
  readonly url: string;
  readonly report: DevReporter;
}

export function createAppReports({ url, report, ...place }: AppReportsOptions): AppReports {
  let startedAt = 0;
  /** A process was started, and its first application neither serves nor was refused. */
  let isStarting = true;
  let firstTime = true;
  const unserved = createUnservedFiles();
  /** What the database lacked the last time: it is told once. */
  let lacked = '';

  function ready(): void {
    const sinceStart = firstTime ? { sinceStartMs: performance.now() } : {};
    [firstTime, isStarting] = [false, false];
    report({ event: 'ready', url, ms: performance.now() - startedAt, ...sinceStart });
  }

  return {
    starting(at = performance.now()) {
      startedAt = at;
      isStarting = true;
    },
    told(id, build) {
      unserved.add(id, build);
      if (build.follows !== true) report({ event: 'swap-started', components: changedComponents(build) });
    },
    unchanged(build) {
      // What the pipeline wrote makes webpack build again although no author saved a file.
      if (build.files.length > 0) report({ event: 'unchanged', ms: performance.now() - build.since });
    },
    served(id) {
      unserved.take(id);
    },
    ready() {
      unserved.take(Number.POSITIVE_INFINITY);
      ready();
    },
    swapped(build, answer) {
      const what = unserved.take(answer.id);
      // A save that overtook the start of the process serves first.
      if (isStarting) ready();
      // A build that follows only from what the pipeline wrote is not reported.
      else if (what.isNews)
        report({
          ...{ event: 'swapped', ...describeSwap({ ...build, ...what }, answer) },
          ...(answer.turn && { closedFirst: describeConflict(answer.turn, place) }),
        });
    },
    refused(failure, serving, build) {
      isStarting = false;
      const ms = performance.now() - (build?.since ?? startedAt);
      report({ event: 'refused', ...explainFailure(failure, place), serving, ms });
    },
    lacking({ components, missing }) {
      const seen = missing.join();
      if (seen !== lacked) {
        report({ event: 'database-behind', components, missing, command: 'npx prisma migrate dev' });
      }
      lacked = seen;
    },
    uncaught(failure) {
      report({ event: 'uncaught', ...explainFailure(failure, place, 'DEV.UNCAUGHT') });
    },
  };
}
