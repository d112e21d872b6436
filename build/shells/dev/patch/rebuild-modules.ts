import { type Chunk, type Compilation, type Module, type NormalModule } from 'webpack';
import { generateCode } from './generate-code.ts';

/** What of a module decides how it hangs together with others. */
interface Shape {
  /** What its imports lead to. */
  readonly imports: ReadonlySet<Module | null>;
  readonly async: boolean;
}

function shapeOf(compilation: Compilation, module: Module): Shape {
  const imports = module.dependencies.map((dependency) => compilation.moduleGraph.getModule(dependency));
  return { imports: new Set(imports), async: module.buildMeta?.async === true };
}

function isPartOf<T>(part: ReadonlySet<T>, whole: ReadonlySet<T>): boolean {
  return [...part].every((item) => whole.has(item));
}

function isSameShape(one: Shape, other: Shape): boolean {
  return (
    one.async === other.async && isPartOf(one.imports, other.imports) && isPartOf(other.imports, one.imports)
  );
}

function rebuild(compilation: Compilation, module: Module): Promise<void> {
  return new Promise((resolve, reject) => {
    compilation.rebuildModule(module, (error) => {
      if (error) reject(error);
      else resolve();
    });
  });
}

/**
 * Builds single modules of a finished compilation anew, in place: loaders, parser, code. Nothing else of the
 * compilation is looked at again, which is right as long as a module keeps its imports and needs no more of
 * webpack's runtime.
 *
 * @returns those whose code changed; undefined when that was not so, the compilation is spent, and webpack has to
 * make a new one
 */
export async function rebuildModules(
  compilation: Compilation,
  chunk: Chunk,
  modules: readonly NormalModule[],
): Promise<readonly NormalModule[] | undefined> {
  const runtime = compilation.chunkGraph.getTreeRuntimeRequirements(chunk);
  const changed: NormalModule[] = [];
  for (const module of modules) {
    if (module.blocks.length > 0) return undefined;
    const shape = shapeOf(compilation, module);
    const { text } = generateCode(compilation, chunk, module);
    await rebuild(compilation, module);
    if (module.getNumberOfErrors() > 0 || module.getNumberOfWarnings() > 0) return undefined;
    if (module.blocks.length > 0 || !isSameShape(shape, shapeOf(compilation, module))) return undefined;
    const code = generateCode(compilation, chunk, module);
    if (!isPartOf(code.runtimeRequirements, runtime)) return undefined;
    if (code.text !== text) changed.push(module);
  }
  return changed;
}
