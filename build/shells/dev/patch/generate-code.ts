import { type Chunk, type Compilation, type Module } from 'webpack';
import { InternalError } from '../../../diagnostics/internal-error.ts';

export interface GeneratedCode {
  readonly text: string;
  /** What it uses of webpack's runtime. */
  readonly runtimeRequirements: ReadonlySet<string>;
}

/**
 * Generates the code of a module of a finished compilation, and leaves it there to be rendered: webpack drops
 * what it generated when a build is over.
 * @throws InternalError when the compilation never came to generating code
 */
export function generateCode(compilation: Compilation, chunk: Chunk, module: Module): GeneratedCode {
  const { chunkGraph, moduleGraph, dependencyTemplates, runtimeTemplate, codeGenerationResults } =
    compilation;
  if (codeGenerationResults === undefined) throw new InternalError('This compilation was not sealed.');
  const { runtime } = chunk;
  const result = module.codeGeneration({
    chunkGraph,
    moduleGraph,
    dependencyTemplates,
    runtimeTemplate,
    runtime,
    runtimes: [runtime],
    codeGenerationResults,
    compilation,
  });
  codeGenerationResults.add(module, runtime, result);
  const runtimeRequirements = new Set(result.runtimeRequirements);
  // What plugins need beside the module's own code stays.
  const before = chunkGraph.getModuleRuntimeRequirements(module, runtime);
  chunkGraph.addModuleRuntimeRequirements(module, runtime, new Set([...before, ...runtimeRequirements]));
  return { text: String(result.sources.get('javascript')?.source() ?? ''), runtimeRequirements };
}
