import { type Entry, type ProjectFiles } from './project-files.ts';

/** Files as they would be with other texts in them, and with files that are not there yet; `texts` by absolute path. */
export function overlayFiles<Files extends ProjectFiles>(
  files: Files,
  texts: ReadonlyMap<string, string>,
): Files {
  return {
    ...files,
    read(path: string) {
      const text = texts.get(path);
      return text === undefined ? files.read(path) : new TextEncoder().encode(text);
    },
    find(folder: string, patterns: readonly string[]) {
      const found = files.find(folder, patterns);
      if (!patterns.includes('*')) return found;
      const names = new Set(found.map(({ name }) => name));
      const added = [...texts.keys()].flatMap((path): Entry[] => {
        if (!path.startsWith(`${folder}/`)) return [];
        const [name = '', below] = path.slice(folder.length + 1).split('/');
        if (names.has(name)) return [];
        names.add(name);
        const kind = below === undefined ? 'file' : 'directory';
        return [{ path: `${folder}/${name}`, name, kind, version: 'overlay' }];
      });
      return [...found, ...added].sort((a, b) => (a.name < b.name ? -1 : 1));
    },
  };
}
