import { mkdirSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Where the links are; below `.tessera/`, which git ignores. */
const linksDir = '.tessera/editor';

/**
 * The schema folder for Prisma's language server: links to the authors' own files, so that it validates, completes
 * and navigates in the documents people have open. A component whose composed copy holds more than its author wrote
 * (the other side of another component's relation) is there as that copy: its own file would look wrong to Prisma.
 *
 * Called for every request of the editor, so it decides from the composed files alone and writes only what changed.
 *
 * @param schemaDir the composed schema, relative to the project
 * @returns a folder relative to the project: `schemaDir` itself where links cannot be made, or nothing is composed yet.
 */
export function editorSchema(projectDir: string, schemaDir: string): string {
  try {
    const folder = join(projectDir, linksDir);
    const links = wantedLinks(projectDir, schemaDir);
    mkdirSync(folder, { recursive: true });
    for (const name of readdirSync(folder)) {
      const target = links.get(name);
      if (target !== undefined && readlinkSync(join(folder, name)) === relative(folder, target)) {
        links.delete(name);
      } else rmSync(join(folder, name), { recursive: true });
    }
    for (const [name, target] of links) symlinkSync(relative(folder, target), join(folder, name));
    return linksDir;
  } catch {
    // Windows without the right to make links, a read-only checkout, a server that was quicker: no red lines either way.
    return schemaDir;
  }
}

/** Name of the link to the file it leads to, absolute. */
function wantedLinks(projectDir: string, schemaDir: string): Map<string, string> {
  const composed = readdirSync(join(projectDir, schemaDir))
    .filter((name) => name.endsWith('.prisma'))
    .map((name) => ({ name, text: readFileSync(join(projectDir, schemaDir, name), 'utf8') }));
  const madeUp = madeUpRelationNames(composed.map(({ text }) => text));
  return new Map(
    composed.flatMap(({ name, text }): [string, string][] => {
      const component = name.replace(/\.prisma$/, '');
      const copy: [string, string][] = [[name, join(projectDir, schemaDir, name)]];
      const sources = [...text.matchAll(/^\/\/ Source: (.+)$/gm)].map(([, file = '']) =>
        join(projectDir, file),
      );
      if (component === 'main' || sources.length === 0 || !sources.every(isFile)) return copy;
      const own = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
      const isMore =
        /\/\/ from "[^"\n]*"$/m.test(text) ||
        (madeUp.get(component) ?? []).some((literal) => !own.includes(literal)) ||
        count(text, '@@schema(') > count(own, '@@schema(');
      return isMore ? copy : sources.map((file, index) => [`${component}.${index}.prisma`, file]);
    }),
  );
}

/** Names in the fields that were added for a component, by the component; it may not have written them itself. */
function madeUpRelationNames(texts: readonly string[]): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const [, literal = '', component = ''] of texts
    .join('\n')
    .matchAll(/@relation\(("(?:[^"\\]|\\.)*")\).* \/\/ from "([^"\n]*)"$/gm)) {
    names.set(component, [...(names.get(component) ?? []), literal]);
  }
  return names;
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}
