import { type AppFailure } from '../../../contract/dev-messages.ts';
import { type AppProcess } from './app-process.ts';
import { type AppReportsOptions, createAppReports } from './app-reports.ts';
import { createBackOff } from './back-off.ts';
import { createBuildChain } from './build-chain.ts';
import { type BuildResult } from './build-result.ts';
import { type Conflict } from './describe-conflict.ts';
import { createFlights, defaultHangMs } from './flights.ts';

export interface AppUpdatesOptions extends AppReportsOptions {
  readonly app: AppProcess;
  /** Settles when the application may start (database up); until then builds wait. */
  readonly ready: Promise<unknown>;
  /** Puts the bundle of a build where the process starts from. @throws the system's error when it cannot */
  readonly install: (build: BuildResult) => void;
  /** Whether a process may be started while another one serves; not while a debugger has its port. @default true */
  readonly startsBeside?: boolean;
  /** How long an update may take before the process counts as hanging; Infinity while a debugger is attached. @default 75 s */
  readonly hangMs?: number;
}

/** A save that its process cannot start. */
export interface Moving {
  readonly failure: AppFailure;
  /** Nothing serves until it is started. */
  readonly isEmpty: boolean;
  /** Every save will meet it. */
  readonly isLasting: boolean;
  readonly build: BuildResult;
}

/** What the parts of the updates share: the options, what they are made of, and how far things are. */
export type UpdatesState = ReturnType<typeof createUpdatesState>;

/** How far the builds and the application's process are. */
interface Progress {
  /** What the process was last told to run. */
  told: BuildResult | undefined;
  serving: boolean;
  /** Whether what the process was told last came to serve. */
  lastServed: boolean;
  starting: Promise<void> | undefined;
  /** The process before a new one has to go first: they cannot run side by side. */
  closesFirst: boolean;
  /** What a process holds for good, so that every save needs a new one. */
  heldByProcess: Conflict | undefined;
  isMoving: boolean;
  /** A save that waits for its bundle, to be started in a process of its own. */
  moving: Moving | undefined;
  isHanging: boolean;
}

export function createUpdatesState(options: AppUpdatesOptions) {
  const { app, ready, projectDir, report, install, startsBeside = true, hangMs = defaultHangMs } = options;
  const progress: Progress = {
    told: undefined,
    serving: false,
    lastServed: false,
    starting: undefined,
    closesFirst: false,
    heldByProcess: undefined,
    isMoving: false,
    moving: undefined,
    isHanging: false,
  };
  const flights = createFlights(() => {
    progress.isHanging = true;
    app.kill();
  }, hangMs);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  return {
    ...{ app, ready, projectDir, report, install, startsBeside, hangMs },
    ...{ progress, flights, failed },
    /** For diagnostics: where the author's files are. */
    place: options,
    reports: createAppReports(options),
    backOff: createBackOff(),
    chain: createBuildChain(),
    closing: new AbortController(),
    fail: (error: unknown): void => {
      fail(error);
    },
  };
}
