import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { types } from 'node:util';
import { type Compiler, type Configuration, type Stats } from 'webpack';
import { formatDiagnostics } from '../report/format-diagnostics.ts';
import { sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { diagnosticsOfErrors } from '../webpack/tap-after-compile-to-report-problems.ts';
import { type HotUpdate } from '../../../contract/dev-messages.ts';
import { type BuildResult } from './build-result.ts';
import { keepUpdates } from './keep-updates.ts';
import { BuildSetupError } from '../webpack/load-webpack-config.ts';
import { observeBuilds } from './observe-builds.ts';
import { createPatchBuilds } from './patch/patch-builds.ts';
import { readBundle } from './read-assets.ts';
import { isNews } from './unserved-files.ts';

export interface BuildWatch {
  readonly close: () => Promise<void>;
}

/** Saves that come within this time of each other are one build: what an editor or git writes in one go. */
const aggregateMs = 10;

function createCompiler(webpack: (config: Configuration) => Compiler, config: Configuration): Compiler {
  try {
    return webpack(config);
  } catch (error) {
    // webpack names the wrong property and its right ones; its stack says nothing to the reader.
    if (types.isNativeError(error) && error.name === 'ValidationError')
      throw new BuildSetupError(error.message);
    throw error;
  }
}

function print(stats: Stats, colors: boolean, what: { errors?: boolean; warnings?: boolean }): string {
  return stats.toString({ all: false, errorDetails: false, moduleTrace: false, colors, ...what }).trim();
}

function describeErrors(stats: Stats, color: boolean, projectDir = ''): string {
  const diagnostics = diagnosticsOfErrors(stats.compilation.errors);
  return diagnostics === undefined
    ? print(stats, color, { errors: true })
    : formatDiagnostics(sortDiagnostics(diagnostics), { projectDir, color }).trimEnd();
}

/** Whether paths are of schemas, and of what the pipeline makes of nothing else. */
function isOnlySchema(paths: readonly string[]): boolean {
  return paths.every((path) => path.endsWith('.prisma') || path === 'components.lock.json');
}

/** A build that follows a patch begins at the latest this long after it, whatever the application does with it. */
const patchHeadStartMs = 1000;

/** The first requests to what a patch has brought go before the build, too: it would take a core from them. */
const firstRequestsMs = 40;

/**
 * Builds now and after every change, until closed. A save that only changes the inside of components' modules comes
 * twice: patched at once, and confirmed by the whole build that follows.
 *
 * @param onSave called when a save is seen, before anything is done about it
 * @param onBuild called after each build, good or bad; a build that follows a patch waits for what it returns
 */
export async function watchBuild(
  config: Configuration,
  colors: boolean,
  onSave: () => void,
  onBuild: (result: BuildResult) => Promise<void>,
): Promise<BuildWatch> {
  const { webpack } = (await import('webpack')).default;
  const compiler = createCompiler(webpack, config);
  const observation = observeBuilds(compiler);
  const { patch, confirm } = createPatchBuilds(compiler);
  const recorded = keepUpdates(compiler);
  let last: BuildResult | undefined;
  let patched: readonly string[] = [];
  let patches = 0;

  /** Brings an update to the application before the whole build begins. */
  async function offerPatch(
    update: HotUpdate,
    begin: number,
    told: Pick<BuildResult, 'composed' | 'composeMs'>,
  ): Promise<void> {
    if (last === undefined) return;
    const { since, files } = observation.seen();
    patched = files;
    patches += 1;
    last = {
      ...last,
      ...told,
      hash: `${last.hash}+${patches}`,
      warnings: '',
      ms: performance.now() - begin,
      since,
      files,
      updates: [update],
      follows: false,
      isPatch: true,
    };
    await Promise.race([onBuild(last), wait(patchHeadStartMs, undefined, { ref: false })]);
    await wait(firstRequestsMs);
  }

  compiler.hooks.watchRun.tap({ name: 'TellSave', stage: -900 }, () => {
    if (observation.seen().files.length > 0) onSave();
  });
  // Of a build that begins anew before it is told: what was patched and is saved again is news once more.
  compiler.hooks.watchRun.tap({ name: 'PatchedAgain', stage: -600 }, () => {
    patched = patched.filter((file) => !observation.isFresh(file));
  });
  compiler.hooks.watchRun.tapPromise({ name: 'PatchCode', stage: -500 }, async () => {
    if ((compiler.removedFiles?.size ?? 0) > 0) return;
    const begin = performance.now();
    const update = await patch(compiler.modifiedFiles ?? [], (file) => observation.isInComponent(file));
    if (update) await offerPatch(update, begin, { composed: undefined, composeMs: 0 });
  });
  // After the pipeline: of a schema that was saved, what runs is one file, and the types follow in a later build.
  compiler.hooks.watchRun.tapPromise({ name: 'PatchClient', stage: 2000 }, async () => {
    const { composed, composeMs, files } = observation.seen();
    if (composed?.runtimeOnly === undefined || !composed.generated) return;
    if (!isOnlySchema([...files, ...composed.changed])) return;
    const begin = performance.now();
    const update = await patch([join(compiler.context, composed.runtimeOnly)]);
    // What others import of the client are its class, and values that are as old as the types: src/dev-runtime/newest-schema.ts
    // gives the class the new schema. With the types everything that imports them is evaluated anew.
    if (update) await offerPatch({ ...update, alone: true }, begin, { composed, composeMs });
  });
  const watching = compiler.watch({ aggregateTimeout: aggregateMs }, (error, stats) => {
    const seen = observation.seen();
    observation.told();
    if (stats === undefined) {
      const errors = types.isNativeError(error) ? error.message : String(error);
      void onBuild({ ...seen, ok: false, hash: '', errors, warnings: '', ms: 0, bundle: new Map() });
      return;
    }
    const ok = !stats.hasErrors();
    const files = seen.files.filter((file) => !patched.includes(file));
    const composed = seen.composed === last?.composed ? undefined : seen.composed;
    const confirmed = confirm(stats);
    const updates = ok ? [...recorded.splice(0), ...(confirmed ? [confirmed] : [])] : [];
    last = {
      ...seen,
      composed,
      files,
      ok,
      hash: stats.hash,
      errors: ok ? '' : describeErrors(stats, colors, config.context),
      diagnostics: diagnosticsOfErrors(stats.compilation.errors),
      warnings: stats.hasWarnings() ? print(stats, colors, { warnings: true }) : '',
      ms: Math.max(0, stats.endTime - stats.startTime - seen.composeMs),
      updates: updates.length > 0 ? updates : undefined,
      bundle: readBundle(stats.compilation),
      follows: last !== undefined && !isNews({ files, composed }),
    };
    patched = [];
    void onBuild(last);
  });
  return {
    close: () =>
      new Promise((resolve, reject) => {
        if (watching === undefined) {
          resolve();
          return;
        }
        observation.stop();
        watching.close(() => {
          compiler.close((error) => {
            if (error) reject(error);
            else resolve();
          });
        });
      }),
  };
}
