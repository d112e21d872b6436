import { type Entry, type ProjectFiles } from './project-files.ts';

/**
 * The same files, each folder listed once: steps that go through the same folders one after the other are told the
 * same. Made anew for each run.
 */
export function oneLook(files: ProjectFiles): ProjectFiles {
  const seen = new Map<string, readonly Entry[]>();
  return {
    ...files,
    list(folder) {
      const entries = seen.get(folder) ?? files.list(folder);
      seen.set(folder, entries);
      return entries;
    },
  };
}
