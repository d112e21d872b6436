import fs from 'node:fs';
import { types } from 'node:util';
import fastGlob from 'fast-glob';
import { type Entry, type EntryKind, type LinkTarget, type WritableFiles } from './project-files.ts';
import { readRegularFile } from './read-regular-file.ts';

/** The real disk. */
export const diskFiles: WritableFiles = {
  find(folder, patterns) {
    return fastGlob
      .sync([...patterns], {
        cwd: folder,
        objectMode: true,
        onlyFiles: false,
        followSymbolicLinks: false,
        suppressErrors: true,
      })
      .map(({ path }): Entry | undefined => entryAt(`${folder}/${path}`, path))
      .filter((entry) => entry !== undefined)
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  },

  list(folder) {
    return readFolder(folder)
      .filter(({ name }) => !name.startsWith('.'))
      .map((found): Entry | undefined => {
        const path = `${folder}/${found.name}`;
        return found.isDirectory()
          ? { path, name: found.name, kind: 'directory', version: '' }
          : entryAt(path, found.name);
      })
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
      return readRegularFile(path);
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

function readFolder(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch {
    // Not there, not a folder, not ours to read: for a search all of them have nothing in it.
    return [];
  }
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
