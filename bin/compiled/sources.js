import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What the command line consists of, below the repository. A change in the second line changes every output. */
const folders = ['build', 'contract', 'bin'];
const compiler = ['bin/compiled', 'package.json'];

/**
 * What is remembered of a source: what the disk says of it, and the hash of its text.
 * @typedef {{ readonly disk: string, readonly hash: string }} Source
 * @typedef {Readonly<Record<string, Source>>} Sources by path below the repository
 */

/**
 * Lists the sources as they are on the disk. A file is read only when the disk says something else of it than it said
 * of the remembered one: inode, size and both times, of which the second changes with every write.
 * @param {string} root
 * @param {Sources} remembered
 * @returns {Sources}
 */
export function listSources(root, remembered) {
  const recent = Date.now() - 50;
  /** @type {Record<string, Source>} */
  const sources = {};
  for (const path of [...folders, 'package.json'].flatMap((name) => filesBelow(root, name))) {
    const { ino, size, mtimeMs, ctimeMs } = statSync(join(root, path));
    const disk = `${String(ino)} ${String(size)} ${String(mtimeMs)} ${String(ctimeMs)}`;
    const known = remembered[path];
    if (known?.disk === disk) {
      sources[path] = known;
      continue;
    }
    const hash = createHash('sha256')
      .update(readFileSync(join(root, path)))
      .digest('hex');
    // A second write within the same tick of the file system's clock would leave everything but the text as it is.
    sources[path] = { disk: ctimeMs > recent ? '' : disk, hash };
  }
  return sources;
}

/**
 * @param {Sources} sources
 * @param {Sources} remembered
 * @returns {string[]} those whose text is another one, or all of them when what compiles them is
 */
export function changedSources(sources, remembered) {
  const changed = Object.keys(sources).filter((path) => sources[path]?.hash !== remembered[path]?.hash);
  return changed.some((path) => compiler.some((name) => path.startsWith(name)))
    ? Object.keys(sources)
    : changed;
}

/**
 * @param {string} root
 * @param {string} name a file or a folder
 * @returns {string[]}
 */
function filesBelow(root, name) {
  if (name.endsWith('.json')) return [name];
  return readdirSync(join(root, name), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(root, `${name}/${entry.name}`) : [`${name}/${entry.name}`],
  );
}
