import fs from 'node:fs';
import { types } from 'node:util';
import fastGlob from 'fast-glob';
import {
  type Entry,
  type EntryKind,
  type LinkTarget,
  type Look,
  type WritableFiles,
} from './project-files.ts';

/** The real disk. */
export const diskFiles: WritableFiles = {
  find(folder, patterns, look) {
    return fastGlob
      .sync([...patterns], {
        cwd: folder,
        objectMode: true,
        onlyFiles: false,
        followSymbolicLinks: false,
        suppressErrors: true,
        ...(look ? { fs: { readdirSync: readOnce(look) } } : {}),
      })
      .map(({ path }): Entry | undefined => lookAt(`${folder}/${path}`, path, look))
      .filter((entry) => entry !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  entry(path) {
    return entryAt(path, path.slice(path.lastIndexOf('/') + 1));
  },

  resolveLink(path): LinkTarget {
    try {
      const target = fs.realpathSync(path);
      return { status: 'found', path: target.replaceAll('\\', '/'), kind: kindOf(fs.statSync(target)) };
    } catch (error) {
      if (hasCode(error, 'ELOOP')) return { status: 'circular' };
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return { status: 'missing' };
      throw error;
    }
  },

  read(path) {
    try {
      return fs.readFileSync(path);
    } catch (error) {
      if (hasCode(error, 'ENOENT', 'ENOTDIR')) return undefined;
      throw error;
    }
  },

  writeNew(path, text) {
    const file = fs.openSync(path, 'w');
    try {
      fs.writeFileSync(file, text);
      // A rename may reach the disk before the text does; after a power cut the file would be there and empty.
      fs.fsyncSync(file);
    } finally {
      fs.closeSync(file);
    }
  },

  rename: fs.renameSync,
  link(from, to) {
    try {
      fs.linkSync(from, to);
    } catch (error) {
      if (!hasCode(error, 'EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'EMLINK')) throw error;
      // Not every file system has links (exFAT, some shared folders).
      fs.cpSync(from, to, { preserveTimestamps: true });
    }
  },
  remove(path) {
    fs.rmSync(path, { recursive: true, force: true });
  },
  makeFolder(path) {
    fs.mkdirSync(path, { recursive: true });
  },
};

/** Reads a folder once; one that cannot be read is tried again each time, and fails as it does. */
function readOnce({ folders }: Look) {
  function read(folder: string): string[];
  function read(folder: string, options: { withFileTypes: true }): fs.Dirent[];
  function read(folder: string, options?: { withFileTypes: true }): string[] | fs.Dirent[] {
    if (!options) return fs.readdirSync(folder);
    const known = folders.get(folder) ?? fs.readdirSync(folder, options);
    folders.set(folder, known);
    return known;
  }
  return read;
}

function lookAt(path: string, name: string, look: Look | undefined): Entry | undefined {
  if (!look) return entryAt(path, name);
  if (!look.entries.has(path)) look.entries.set(path, entryAt(path, name));
  const seen = look.entries.get(path);
  return seen && { ...seen, name };
}

function entryAt(path: string, name: string): Entry | undefined {
  const stats = fs.lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return undefined;
  const version = [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino].join(':');
  return { path, name, kind: kindOf(stats), version };
}

function kindOf(stats: fs.Stats): EntryKind {
  if (stats.isFile()) return 'file';
  if (stats.isDirectory()) return 'directory';
  return stats.isSymbolicLink() ? 'symlink' : 'other';
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return types.isNativeError(error) && 'code' in error && codes.includes(String(error.code));
}
