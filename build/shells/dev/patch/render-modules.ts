import webpack, { type Chunk, type Compilation, type Module } from 'webpack';
import { InternalError } from '../../../diagnostics/internal-error.ts';
import { type HotUpdate } from '../../../../contract/dev-messages.ts';
import { generateCode } from './generate-code.ts';

const { javascript, Template } = webpack;

/** Renders single modules as webpack does; it is applied to no compiler. */
const renderer = new javascript.JavascriptModulesPlugin();

/**
 * Modules of a finished compilation as an update for webpack's HMR runtime, which takes it for one of the build that
 * the application runs already.
 *
 * @param modules all in `chunk`
 */
export function renderModules(compilation: Compilation, chunk: Chunk, modules: readonly Module[]): HotUpdate {
  const { chunkGraph, moduleGraph, dependencyTemplates, runtimeTemplate, codeGenerationResults } =
    compilation;
  if (codeGenerationResults === undefined) throw new InternalError('This compilation was not sealed.');
  for (const module of modules) generateCode(compilation, chunk, module);
  const context = {
    chunk,
    chunkGraph,
    moduleGraph,
    dependencyTemplates,
    runtimeTemplate,
    codeGenerationResults,
    chunkInitFragments: [],
    strictMode: true,
    factory: true,
  };
  const hooks = javascript.JavascriptModulesPlugin.getCompilationHooks(compilation);
  const factories = Template.renderChunkModules(context, [...modules], (module, renderInObject = false) =>
    renderer.renderModule(module, { ...context, renderInObject }, hooks),
  );
  const code = `"use strict";
const __webpack_esm_ids__ = ${JSON.stringify([chunk.id])};
const __webpack_esm_modules__ = ${String(factories?.source() ?? '{}')};
return { __webpack_esm_ids__, __webpack_esm_modules__ };`;
  return {
    manifest: { c: [chunk.id], r: [], m: [] },
    chunks: { [String(chunk.id)]: { externals: [], code } },
  };
}
