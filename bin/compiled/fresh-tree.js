import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { changedSources, listSources } from './sources.js';

/**
 * Brings `.tessera/compiled` up to date with build/ and contract/: what changed since is compiled, the rest stays.
 * @param {string} root folder of the repository
 * @returns {Promise<string | undefined>} the folder; undefined when it cannot be made, on a disk that takes no file, say
 */
export async function freshTree(root) {
  const tree = join(root, '.tessera/compiled');
  const stamp = join(tree, 'sources.json');
  const remembered = readStamp(stamp);
  const sources = listSources(root, remembered);
  const changed = changedSources(sources, remembered);
  const removed = Object.keys(remembered).filter((path) => !(path in sources));
  const isKnown = Object.keys(sources).every((path) => sources[path] === remembered[path]);
  if (isKnown && removed.length === 0) return tree;
  try {
    // Most starts have nothing to compile.
    const { compileSource, removeCompiled, writeWhole } = await import('./compile-source.js');
    for (const path of removed) removeCompiled(tree, path);
    await Promise.all(changed.map((path) => compileSource(root, tree, path)));
    writeWhole(stamp, JSON.stringify(sources));
    return tree;
  } catch (error) {
    if (process.env['TESSERA_DEBUG'])
      process.stderr.write(`The command line runs uncompiled: ${String(error)}\n`);
    return undefined;
  }
}

/**
 * @param {string} file
 * @returns {import('./sources.js').Sources} nothing when it is missing or cut off: everything is compiled then
 */
function readStamp(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return {};
  }
}
