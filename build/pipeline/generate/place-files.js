import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RememberedFile } from './remembered-file.js';

/** @typedef {import('./remembered-file.js').DigestedFile} DigestedFile */

/**
 * Files of a nested map by their path, with `/`.
 * @param {Record<string, unknown>} fileMap
 * @returns {Map<string, DigestedFile>}
 */
export function digestFiles(fileMap, prefix = '') {
  /** @type {Map<string, DigestedFile>} */
  const files = new Map();
  for (const [name, content] of Object.entries(fileMap)) {
    const path = prefix + name;
    if (content instanceof RememberedFile) files.set(path, content.digested);
    else if (typeof content === 'string' || Buffer.isBuffer(content)) {
      const bytes = Buffer.from(content);
      files.set(path, { bytes, sha256: createHash('sha256').update(bytes).digest('hex') });
    } else if (typeof content === 'object' && content !== null) {
      for (const [below, file] of digestFiles({ ...content }, `${path}/`)) files.set(below, file);
    } else throw new TypeError(`The generator made no file of ${path}.`);
  }
  return files;
}

/** @param {string} from @param {string} to @returns {boolean} false where the file system has no hard links */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch {
    // Whatever the reason (no links here, the file went away): writing it says what is wrong, if anything is.
    return false;
  }
}

/**
 * Fills an empty folder. A file that the client before has with the same bytes becomes a link to that one, which
 * costs nothing and keeps its modification time, so that compilers in watch mode rebuild only what changed.
 * @param {string} folder
 * @param {ReadonlyMap<string, DigestedFile>} files
 * @param {{ folder: string, sha256: Record<string, string> }} before intact files of the client to be replaced
 * @returns {string[]} names of the files that were written
 */
export function placeFiles(folder, files, before) {
  const written = [];
  for (const parent of new Set([...files.keys()].map((name) => dirname(join(folder, name))))) {
    mkdirSync(parent, { recursive: true });
  }
  for (const [name, { sha256, bytes }] of files) {
    const path = join(folder, name);
    if (before.sha256[name] === sha256 && linked(join(before.folder, name), path)) continue;
    writeFileSync(path, bytes);
    written.push(name);
  }
  return written;
}
