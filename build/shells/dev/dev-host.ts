import { join } from 'node:path';
import { type AppEnvironmentOptions, createAppEnvironment } from './app-environment.ts';
import { type AppProcess, createAppProcess } from './app-process.ts';
import { type AppUpdates, createAppUpdates } from './app-updates.ts';
import {
  type DevDatabase,
  type DevMigrations,
  findPending,
  type PendingMigrations,
  prepareDatabase,
} from './prepare-database.ts';
import { type DevReporter } from './dev-event.ts';
import { BuildSetupError, loadWebpackConfig } from '../webpack/load-webpack-config.ts';
import { devOutputDir, toHotConfig } from './hot-config.ts';
import { writePreload } from './write-preload.ts';
import { type Problem } from '../../../contract/dev-messages.ts';
import { type AppOutput } from './output/dev-output.ts';
import { writeBundle } from './read-assets.ts';
import { watchBuild } from './watch-build.ts';
import { type BuildResult } from './build-result.ts';

export interface DevHostOptions extends AppEnvironmentOptions {
  /** Absolute. */
  readonly projectDir: string;
  /** Relative to the project. */
  readonly componentsDir: string;
  readonly colors: boolean;
  /** Where the application's own output goes; events as JSON keep standard output to themselves. */
  readonly appOutput: AppOutput;
  /** Node's options for the application, such as `--inspect`. @default none */
  readonly execArgv?: readonly string[];
  readonly report: DevReporter;
  /** Called when a save is seen; the events that tell of it come when something is done about it. */
  readonly onSave: () => void;
  readonly openDatabase: () => Promise<DevDatabase>;
  readonly migrations: DevMigrations;
}

export interface DevHost {
  /** Ends application, watching and database, in this order. May be called once. */
  readonly stop: () => Promise<void>;
  /** Ends the application at once, without waiting for requests. */
  readonly kill: () => void;
  /** Rejects when the host cannot go on; never resolves. */
  readonly failed: Promise<never>;
  /** Starts the application in a new process. */
  readonly restart: (reason: string) => void;
  /** Tells the overlay in the browser what is wrong at this moment. */
  readonly showProblems: (problems: readonly Problem[]) => void;
  /** What the database lacks at this moment, and the command that brings it. */
  readonly pendingMigrations: () => Promise<PendingMigrations>;
}

/**
 * Builds, serves and watches a project. Database and first build run side by side.
 * @throws BuildSetupError when the project has no usable webpack configuration
 */
export async function startDevHost(options: DevHostOptions): Promise<DevHost> {
  const { projectDir, componentsDir, port, report } = options;
  const { envFile } = options.names;
  const environment = await createAppEnvironment(options);
  const url = `http://127.0.0.1:${port}`;
  const database = prepareDatabase(options.openDatabase, options.migrations, report);
  const app: AppProcess = createAppProcess({
    script: join(devOutputDir(projectDir), 'main.js'),
    cwd: projectDir,
    env: environment.variables,
    output: options.appOutput,
    execArgv: options.execArgv ?? [],
    // Each needs the other; the application says nothing before it is started.
    onMessage: (message) => {
      updates.onMessage(message);
    },
    onExit: (cause) => {
      updates.onExit(cause);
    },
  });
  const preload = writePreload(projectDir);
  if (preload !== undefined) app.prepare(preload);
  const ready = database.then(({ url: databaseUrl }) => {
    environment.useDatabase(databaseUrl);
  });
  const install = ({ bundle }: BuildResult): void => {
    writeBundle(bundle, devOutputDir(projectDir));
  };
  const updates: AppUpdates = createAppUpdates({
    ...{ app, ready, url, projectDir, componentsDir, report, install },
    // A breakpoint may hold it for any time, and the debugger's port is one process's.
    ...((options.execArgv ?? []).length > 0 && { hangMs: Number.POSITIVE_INFINITY, startsBeside: false }),
  });
  async function followEnvironment({ since, ok }: BuildResult): Promise<void> {
    const { kind, reason } = await environment.reload();
    if (kind === 'restart') updates.restart(reason);
    else if (ok) report({ event: 'unchanged', ms: performance.now() - since, reason });
  }

  async function take(build: BuildResult): Promise<void> {
    const { ok, files, ms, errors, composed } = build;
    if (files.length > 0) report({ event: 'changed', files });
    reportComposed(build, report);
    const hasEnvironment = files.includes(envFile);
    if (!ok) {
      const composing = composed?.diagnostics.filter(({ severity }) => severity === 'error') ?? [];
      const diagnostics = build.diagnostics ?? composing;
      report({ event: 'build-failed', ms, errors, diagnostics, serving: updates.serving() });
    } else if (build.follows !== true) report({ event: 'built', ms, warnings: build.warnings });
    // An edit of the environment alone is no other build.
    if (ok && !(hasEnvironment && files.length === 1)) await updates.offer(build);
    if (hasEnvironment) await followEnvironment(build);
  }

  const releaseDatabase = (): Promise<void> =>
    database.then(
      ({ release }) => release(),
      // The database never came up; `database` itself has rejected with the reason.
      () => undefined,
    );
  const failed = Promise.race([
    database.then(async ({ lost }) => {
      await lost;
      throw new BuildSetupError('The database of this project went away. Start `npm run dev` again.');
    }),
    updates.failed,
  ]);
  // A database may fail before the first `await` of it.
  for (const early of [ready, failed]) early.catch(() => undefined);
  const watch = await loadWebpackConfig(projectDir, 'development')
    .then((config) =>
      watchBuild(toHotConfig(config, projectDir, envFile), options.colors, options.onSave, take),
    )
    .catch(async (error: unknown) => {
      await Promise.all([app.close(), releaseDatabase()]);
      throw error;
    });
  return {
    failed,
    restart: (reason) => {
      updates.restart(reason);
    },
    showProblems: (problems) => {
      app.showProblems(problems);
    },
    pendingMigrations: async () => findPending(await database, options.migrations),
    kill: () => {
      app.kill();
    },
    async stop() {
      await Promise.all([watch.close(), updates.close()]);
      await releaseDatabase();
    },
  };
}

function reportComposed({ composed, composeMs }: BuildResult, report: DevReporter): void {
  if (composed === undefined) return;
  const { changed, removed, generated, components, runtimeOnly, wholeClient } = composed;
  if (!generated && changed.length === 0 && removed.length === 0) return;
  report({
    event: 'composed',
    changed,
    removed,
    generated,
    ...(runtimeOnly !== undefined && { runtimeOnly: true }),
    ...(wholeClient !== undefined && { wholeClient }),
    components: components.length,
    ms: composeMs,
  });
}
