// Prisma's generator with two doors opened in it: one where it renders the file of a model, one where it writes the
// files. Everything between them stays Prisma's own code. Why, and what a new Prisma means: docs/adr/0015.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction } from 'node:vm';

const require = createRequire(import.meta.url);

/** The source the doors were fitted to: @prisma/client-generator-ts 7.10.0. */
const fittedSource = '54815837231b1cafad804b4662a198794ff73d2fbc51bf9b90eb88521858162b';

/**
 * @typedef {object} Doors
 * @property {(context: import('./model-file-key.js').GenerateContext, model: string, render: () => string) => unknown} modelFile
 *   gives the text of a model's file; an object without enumerable fields passes through to `write` untouched
 * @property {(outputDir: string, fileMap: Record<string, unknown>) => Promise<void>} write
 *   takes all files, in nested folders, in place of the disk
 */

/** @param {string} source */
function fitDoors(source) {
  return source
    .replace(
      'function createModelFile(context, modelName) {',
      `function createModelFile(context, modelName) {
  return doors.modelFile(context, modelName, () => renderModelFile(context, modelName));
}
function renderModelFile(context, modelName) {`,
    )
    .replace(
      'function writeFileMap(outputDir, fileMap) {',
      `function writeFileMap(outputDir, fileMap) {
  return doors.write(outputDir, fileMap);
}
function writeFiles(outputDir, fileMap) {`,
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
  if (createHash('sha256').update(source).digest('hex') !== fittedSource) return undefined;
  /** @type {{ exports: Partial<typeof import('@prisma/client-generator-ts')> }} */
  const module = { exports: {} };
  const parameters = ['module', 'exports', 'require', '__filename', '__dirname', 'doors'];
  const load = compileFunction(fitDoors(source), parameters, { filename });
  load(module, module.exports, createRequire(filename), filename, dirname(filename), doors);
  return module.exports.PrismaClientTsGenerator;
}
