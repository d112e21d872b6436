/** What a path is, without following a symbolic link. */
export type EntryKind = 'file' | 'directory' | 'symlink' | 'other';

/** One thing found below a folder. */
export interface Entry {
  /** Absolute, with `/`. */
  readonly path: string;
  /** Relative to the folder that was searched, with `/`. */
  readonly name: string;
  readonly kind: EntryKind;
  /** Changes whenever the content does: size, times and identity of the file. */
  readonly version: string;
}

/** Where a symbolic link leads. */
export type LinkTarget =
  | { readonly status: 'found'; readonly path: string; readonly kind: EntryKind }
  | { readonly status: 'missing' }
  | { readonly status: 'circular' };

/**
 * The file system as the steps see it: absolute paths with `/`, synchronous (two thousand small calls are five times
 * faster than as promises). "Not there" is a value; every other failure throws the system's error.
 */
export interface ProjectFiles {
  /**
   * Everything below `folder` that matches one of the glob patterns, sorted by name; links are not followed.
   */
  find(folder: string, patterns: readonly string[]): Entry[];
  /**
   * Everything directly in `folder` whose name does not start with a dot, sorted by name; nothing when it cannot be
   * read. A folder in it has no version: it says nothing about what is inside.
   */
  list(folder: string): readonly Entry[];
  /** What is at `path` itself. */
  entry(path: string): Entry | undefined;
  /** The end of a chain of symbolic links. */
  resolveLink(path: string): LinkTarget;
  read(path: string): Uint8Array | undefined;
}

/** The changes the write step makes; each method is one step that a crash can come before or after. */
export interface WritableFiles extends ProjectFiles {
  /** Creates or replaces the file; not atomic, so only ever used on a name that is not read. */
  writeNew(path: string, text: string): void;
  /** Atomic; replaces a file at `to`. */
  rename(from: string, to: string): void;
  /** A second name for the same file, with its times (a copy where the disk cannot do that). */
  link(from: string, to: string): void;
  /** Removes a file or a folder with all that is in it; fine when it is not there. */
  remove(path: string): void;
  makeFolder(path: string): void;
}
