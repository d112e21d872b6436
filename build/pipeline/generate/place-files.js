import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
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
      files.set(path, digestBytes(Buffer.from(content)));
    } else if (typeof content === 'object' && content !== null) {
      for (const [below, file] of digestFiles({ ...content }, `${path}/`)) files.set(below, file);
    } else throw new TypeError(`The generator made no file of ${path}.`);
  }
  return files;
}

/**
 * @param {string} text
 * @returns {DigestedFile & { bytes: Buffer }}
 */
export function digestText(text) {
  return digestBytes(Buffer.from(text));
}

/** @param {Buffer} bytes */
function digestBytes(bytes) {
  return { bytes, size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** @param {string} from @param {string} to @returns {boolean} false where the file system has no hard links */
function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch {
    // Whatever the reason (no links here, the file went away): copying or writing says what is wrong, if anything is.
    return false;
  }
}

/**
 * Puts a file into a folder. One that the client before has with the same bytes becomes a link to that one, which costs
 * nothing and keeps its modification time, so that compilers in watch mode rebuild only what changed.
 *
 * @param {string} folder
 * @param {string} name in the client, with `/`
 * @param {DigestedFile} file without bytes: the client before has it
 * @param {ClientBefore} before
 * @returns {boolean} true: it is no link
 */
export function placeFile(folder, name, { sha256, bytes }, before) {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  const isThere = before.sha256[name] === sha256;
  if (isThere && linked(join(before.folder, name), path)) return false;
  if (bytes === undefined) copyFileSync(join(before.folder, name), path);
  else writeFileSync(path, bytes);
  return true;
}

/** Takes back what was placed. @param {string} folder */
export function removeFiles(folder) {
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
}

/**
 * @typedef {{ folder: string, sha256: Record<string, string> }} ClientBefore intact files of the client to be replaced
 *
 * @param {string} folder
 * @param {ReadonlyMap<string, DigestedFile>} files
 * @param {ClientBefore} before
 * @returns {string[]} names of the files that were written
 */
export function placeFiles(folder, files, before) {
  return [...files].filter(([name, file]) => placeFile(folder, name, file, before)).map(([name]) => name);
}
