import { type Entry, type ProjectFiles } from './project-files.ts';

/** Files as they would be with other texts in them, and with files that are not there yet; `texts` by absolute path. */
export function overlayFiles<Files extends ProjectFiles>(
  files: Files,
  texts: ReadonlyMap<string, string>,
): Files {
  const below = (folder: string): Entry[] => {
    const names = new Set<string>();
    return [...texts.keys()].flatMap((path): Entry[] => {
      if (!path.startsWith(`${folder}/`)) return [];
      const [name = '', rest] = path.slice(folder.length + 1).split('/');
      if (names.has(name)) return [];
      names.add(name);
      return [
        {
          path: `${folder}/${name}`,
          name,
          kind: rest === undefined ? 'file' : 'directory',
          version: 'overlay',
        },
      ];
    });
  };
  const together = (found: readonly Entry[], folder: string): Entry[] => {
    const known = new Set(found.map(({ name }) => name));
    const added = below(folder).filter(({ name }) => !known.has(name));
    return [...found, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
  };
  return {
    ...files,
    read(path: string) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : new TextEncoder().encode(text);
    },
    list(folder: string) {
      return together(files.list(folder), folder);
    },
    entry(path: string) {
      const at = path.lastIndexOf('/');
      return files.entry(path) ?? below(path.slice(0, at)).find(({ name }) => name === path.slice(at + 1));
    },
    find(folder: string, patterns: readonly string[]) {
      const found = files.find(folder, patterns);
      return patterns.includes('*') ? together(found, folder) : found;
    },
  };
}
