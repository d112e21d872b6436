import { type Compilation, type Compiler, type Stats } from 'webpack';
import { type HotUpdate } from '../../../../contract/dev-messages.ts';
import { findModules } from './find-modules.ts';
import { rebuildModules } from './rebuild-modules.ts';
import { renderModules } from './render-modules.ts';

/** The short way from a save to an update. */
export interface PatchBuilds {
  /**
   * Makes an update of changed files, if each of them is a module that keeps its imports. To be called before the
   * compiler builds them itself, which has to follow in any case.
   *
   * @param paths absolute; folders and what no build reads do not count
   * @param isPatchable whether a file is only what webpack takes it for
   */
  readonly patch: (
    paths: Iterable<string>,
    isPatchable?: (file: string) => boolean,
  ) => Promise<HotUpdate | undefined>;
  /**
   * To be called with each build that follows.
   * @returns what was patched since the last good one, as it is in this one; undefined when nothing was
   */
  readonly confirm: (stats: Stats) => HotUpdate | undefined;
}

/**
 * A whole build walks the graph of all modules, seals it and renders what may have changed: time that grows with the
 * project. A save that changes the inside of a module changes nothing of that.
 */
export function createPatchBuilds(compiler: Compiler): PatchBuilds {
  /** Of the last build, if that was good and nothing was spent since. */
  let base: Compilation | undefined;
  const unconfirmed = new Set<string>();
  // The compilation that begins takes over the modules of the one before, also when it is given up half-way.
  compiler.hooks.compile.tap('PatchBuilds', () => {
    base = undefined;
  });

  async function patch(
    paths: Iterable<string>,
    isPatchable: (file: string) => boolean = () => true,
  ): Promise<HotUpdate | undefined> {
    const compilation = base;
    if (compilation === undefined) return undefined;
    const target = findModules(compilation, paths);
    if (target === undefined || !target.modules.every(({ resource }) => isPatchable(resource)))
      return undefined;
    // A build follows, and takes this one's modules over.
    base = undefined;
    const { chunk, modules } = target;
    // What goes wrong here goes wrong in the build that follows, too, and that says it.
    const changed = await rebuildModules(compilation, chunk, modules).catch(() => undefined);
    if (changed === undefined || changed.length === 0) return undefined;
    for (const module of changed) unconfirmed.add(module.identifier());
    return renderModules(compilation, chunk, changed);
  }

  function confirm(stats: Stats): HotUpdate | undefined {
    if (stats.hasErrors()) return undefined;
    const { compilation } = stats;
    base = compilation;
    if (unconfirmed.size === 0) return undefined;
    const modules = [...compilation.modules].filter((module) => unconfirmed.has(module.identifier()));
    unconfirmed.clear();
    const [module] = modules;
    const [chunk] = module === undefined ? [] : compilation.chunkGraph.getModuleChunks(module);
    return chunk && renderModules(compilation, chunk, modules);
  }

  return { patch, confirm };
}
