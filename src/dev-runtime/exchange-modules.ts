/// <reference types="webpack/module" />
import { basename } from 'node:path';
import { compileFunction, constants } from 'node:vm';
import { z } from 'zod';
import { type HotUpdate } from '../../contract/dev-messages.ts';
import { importExternals } from './import-externals.ts';

declare global {
  /** What webpack's runtime calls instead of `import()`; named in build/shells/dev/hot-config.ts. */
  var tesseraImport: (specifier: string) => Promise<unknown>;
}

/** The update changes the shell itself: only a new process can run it. */
export class UnacceptedUpdateError extends Error {
  override readonly name = 'UnacceptedUpdateError';
}

/** webpack's module factories and module instances, by id. */
declare const __webpack_require__: {
  readonly m: Record<string, unknown>;
  readonly c: Record<string, { readonly hot: webpack.Hot } | undefined>;
};

const LoadedChunk = z.looseObject({ __webpack_esm_modules__: z.record(z.string(), z.unknown()) });

const manifestFile = /\.hot-update\.json/;
const chunkFile = /\.[^.]+\.hot-update\.mjs$/;
let pending: HotUpdate | undefined;

/**
 * Lets webpack's HMR runtime take its updates from memory. Imported as files they would stay in Node's module
 * cache for the life of the process, every version of every module; compiled as functions they are collected.
 */
globalThis.tesseraImport = async (specifier) => {
  const name = basename(specifier);
  if (pending && manifestFile.test(name)) return { default: pending.manifest };
  const chunk = pending?.chunks[name.replace(chunkFile, '')];
  if (chunk === undefined) return import(/* webpackIgnore: true */ specifier);
  const externals = await importExternals(chunk.externals);
  const run = compileFunction(chunk.code, ['externals'], {
    filename: name,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  const loaded = withoutKnown(LoadedChunk.parse(Reflect.apply(run, undefined, [externals])));
  if (pending?.alone === true) letBeAlone(Object.keys(loaded.__webpack_esm_modules__));
  return loaded;
};

/** Modules that are about to be exchanged accept it themselves, this once: webpack makes an instance, and asks no importing module. */
function letBeAlone(ids: readonly string[]): void {
  for (const id of ids) __webpack_require__.c[id]?.hot.accept();
}

/** Leaves out the modules that are here already: a build repeats what a patch has brought. */
function withoutKnown(chunk: z.infer<typeof LoadedChunk>): z.infer<typeof LoadedChunk> {
  const known = __webpack_require__.m;
  const changed = Object.entries(chunk.__webpack_esm_modules__).filter(
    ([id, factory]) => String(factory) !== String(known[id]),
  );
  return { ...chunk, __webpack_esm_modules__: Object.fromEntries(changed) };
}

/**
 * Replaces the factories of changed modules and forgets the instances that depend on them. No author's code runs
 * but `dispose` handlers; the next import of a module evaluates it. Of an update `alone`, which is generated
 * code, the modules themselves are evaluated at once.
 *
 * @returns the ids of the modules that were forgotten
 * @throws UnacceptedUpdateError when a module of the shell itself changed
 */
export async function exchangeModules(hot: webpack.Hot, updates: readonly HotUpdate[]): Promise<string[]> {
  const exchanged = new Set<string>();
  for (const update of updates) {
    pending = update;
    const failures: unknown[] = [];
    try {
      const modules = await hot.check({
        // A throwing `dispose` handler is the old module's problem; it must not end the exchange half-way.
        ignoreErrored: true,
        onErrored: ({ type, error }) => {
          if (type.startsWith('self-accept')) failures.push(error);
        },
      });
      for (const error of failures) throw error;
      for (const id of modules ?? []) exchanged.add(String(id));
    } catch (error) {
      throw new UnacceptedUpdateError(error instanceof Error ? error.message : String(error));
    } finally {
      pending = undefined;
    }
  }
  return [...exchanged].sort();
}
