// How the starts of this folder reach build/, which is TypeScript. In the package this file is another one: there build/
// is compiled (packages/nestjs-tessera/).
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { freshTree } from './compiled/fresh-tree.js';

const root = dirname(import.meta.dirname);
/** @type {Promise<string | undefined> | undefined} */
let tree;

/**
 * Loads a module of build/, compiled from the source as it is now. All of a process comes from the same place.
 * @param {string} module path below the repository, without ending
 * @returns {Promise<unknown>}
 */
export async function load(module) {
  // Jest compiles what it loads, and tests share modules with what they load.
  if ('jest' in import.meta) return import(`../${module}.ts`);
  const compiled = await (tree ??= freshTree(root));
  if (compiled !== undefined) {
    if (process.env['TESSERA_DEBUG']) process.setSourceMapsEnabled(true);
    return import(pathToFileURL(join(compiled, `${module}.js`)).href);
  }
  const { register } = await import('tsx/esm/api');
  register();
  return import(`../${module}.ts`);
}
