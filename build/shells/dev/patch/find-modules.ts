import { type Chunk, type Compilation, type NormalModule } from 'webpack';

/** Modules that a patch replaces, all in one chunk. */
export interface PatchTarget {
  readonly chunk: Chunk;
  readonly modules: readonly NormalModule[];
}

/**
 * The modules that changed files are.
 *
 * @param modified absolute paths, folders among them
 * @returns undefined when something changed that a build reads in another way, or nothing that it reads
 */
export function findModules(compilation: Compilation, modified: Iterable<string>): PatchTarget | undefined {
  const { NormalModule } = compilation.compiler.webpack;
  const files = [...modified].filter((path) => compilation.fileDependencies.has(path));
  const wanted = new Set(files);
  const modules: NormalModule[] = [];
  const chunks = new Set<Chunk>();
  for (const module of compilation.modules) {
    if (!(module instanceof NormalModule) || !wanted.has(module.resource)) continue;
    modules.push(module);
    for (const chunk of compilation.chunkGraph.getModuleChunks(module)) chunks.add(chunk);
  }
  const found = new Set(modules.map(({ resource }) => resource));
  const [chunk] = chunks;
  return chunk && chunks.size === 1 && found.size === wanted.size ? { chunk, modules } : undefined;
}
