import { type Entry, type ProjectFiles } from './project-files.ts';

/**
 * The same files, each folder listed and each file read once: steps that go through the same ones after each other are
 * told the same. Made anew for each run.
 */
export function oneLook(files: ProjectFiles): ProjectFiles {
  const listed = new Map<string, readonly Entry[]>();
  const known = new Map<string, Uint8Array | undefined>();
  return {
    ...files,
    list(folder) {
      const entries = listed.get(folder) ?? files.list(folder);
      listed.set(folder, entries);
      return entries;
    },
    read(path) {
      if (known.has(path)) return known.get(path);
      const bytes = files.read(path);
      known.set(path, bytes);
      return bytes;
    },
  };
}
