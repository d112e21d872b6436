import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { CallError } from './read-call.js';

/** As npm takes names of packages, without a scope. */
const projectName = /^[a-z0-9][a-z0-9._-]{0,213}$/;

/**
 * The folder to make.
 *
 * @param {string} name
 * @param {string} cwd
 * @returns {{ folder: string, name: string }}
 * @throws {CallError} when the name does not fit or the folder is in use.
 */
export function checkPlace(name, cwd) {
  const folder = resolve(cwd, name);
  const last = basename(folder);
  if (!projectName.test(last)) {
    throw new CallError(
      `The name "${last}" does not fit: take lower case letters, digits, ".", "_" and "-", such as "shop".`,
    );
  }
  if (existsSync(folder) && !(statSync(folder).isDirectory() && readdirSync(folder).length === 0)) {
    throw new CallError(`There is something at ${folder} already: take another name, or move it away.`);
  }
  return { folder, name: last };
}

/**
 * The workspace a folder is in: npm and pnpm install there for all of it.
 *
 * @param {string} folder
 * @param {(path: string) => string | undefined} read
 * @returns {string | undefined} its root
 */
export function workspaceAbove(folder, read) {
  for (let at = dirname(folder); ; at = dirname(at)) {
    const manifest = read(join(at, 'package.json'));
    const isRoot = manifest !== undefined && /"workspaces"\s*:/.test(manifest);
    if (isRoot || read(join(at, 'pnpm-workspace.yaml')) !== undefined) return at;
    if (dirname(at) === at) return undefined;
  }
}
