// Prisma's generator with three doors opened in it: where it renders the file of a model, where it makes the graph of
// parameters, and where it writes the files. Everything between them stays Prisma's own code. Why, and what a new Prisma
// means: docs/adr/0100.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

const require = createRequire(import.meta.url);

/** The sources the doors were fitted to: @prisma/client-generator-ts and @prisma/param-graph-builder 7.10.0. */
const fittedSources = {
  generator: '54815837231b1cafad804b4662a198794ff73d2fbc51bf9b90eb88521858162b',
  graphBuilder: 'cbbf1437c21eb091651a0a1e510c05b9efb8f6805093cfc5200518ef615473bd',
};

/**
 * The part of the generator's own GenerateContext that is used here; Prisma exports no types for it.
 *
 * @typedef {object} GenerateContext
 * @property {object} dmmf an instance of a class that takes a description
 * @property {object} genericArgsInfo an instance of a class that takes the one before
 * @property {{ previewFeatures: unknown }} generator
 * @property {unknown} runtimeImport
 * @property {unknown} provider
 * @property {(name: string) => string} importFileName
 * @property {(name: string) => string} outputFileName
 *
 * @typedef {(context: GenerateContext, model: string) => string} RenderModel gives the whole text of the file
 *
 * @typedef {object} Doors
 * @property {(context: GenerateContext, model: string, render: RenderModel) => unknown} modelFile
 *   gives the text of a model's file; an object without enumerable fields passes through to `write` untouched
 * @property {(build: () => { strings: string[], graph: string }) => { strings: string[], graph: string }} paramGraph
 * @property {(outputDir: string, fileMap: Record<string, unknown>) => Promise<void>} write
 *   takes all files, in nested folders, in place of the disk
 */

/** @param {string} text */
function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}

/** @param {string} source */
function fitDoors(source) {
  return (
    source
      .replace(
        'function createModelFile(context, modelName) {',
        `function createModelFile(context, modelName) {
  return doors.modelFile(context, modelName, (context, modelName) => {
    const files = { 'model.ts': renderModelFile(context, modelName) };
    addPreambleToSourceFiles(files, true);
    return files['model.ts'];
  });
}
function renderModelFile(context, modelName) {`,
      )
      .replace(
        '(0, import_param_graph_builder.buildAndSerializeParamGraph)(dmmf)',
        'doors.paramGraph(() => (0, import_param_graph_builder.buildAndSerializeParamGraph)(dmmf))',
      )
      // The folder is ours, and may have files of models by then.
      .replace(/ {2}await deleteOutputDir\(outputDir\);\n.*ensureDir\)\(outputDir\);\n/, '')
      .replace(
        'function writeFileMap(outputDir, fileMap) {',
        `function writeFileMap(outputDir, fileMap) {
  return doors.write(outputDir, fileMap);
}
function writeFiles(outputDir, fileMap) {`,
      )
  );
}

/**
 * @param {Doors} doors
 * @returns {typeof import('@prisma/client-generator-ts').PrismaClientTsGenerator | undefined} the generator's class; `undefined` when the installed source is another
 *   than the one the doors fit, which is no mistake: it is run as it is, only slower
 */
export function openGenerator(doors) {
  const filename = require.resolve('@prisma/client-generator-ts');
  const source = readFileSync(filename, 'utf8');
  const graphBuilder = readFileSync(createRequire(filename).resolve('@prisma/param-graph-builder'), 'utf8');
  if (sha256(source) !== fittedSources.generator || sha256(graphBuilder) !== fittedSources.graphBuilder)
    return undefined;
  /** @type {{ exports: Partial<typeof import('@prisma/client-generator-ts')> }} */
  const module = { exports: {} };
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname', 'doors'];
  const load = compileFunction(fitDoors(source), parameters, { filename });
  load(module, module.exports, createRequire(filename), filename, dirname(filename), doors);
  return module.exports.PrismaClientTsGenerator;
}
