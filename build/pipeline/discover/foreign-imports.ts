import path from 'node:path';
import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { renamedDoor } from '../../model/renamed-door.ts';
import { type WrittenImport } from './code/code-facts.ts';

/** An import that leads out of a component into another one. */
export interface ForeignImport {
  /** Name of the other component. */
  readonly component: string;
  /** What is imported there, relative to its folder; empty for the folder itself and for a package. */
  readonly file: string;
  readonly location: SourceLocation;
}

/** An import of a door by the name it had before. */
export interface OldDoorImport {
  readonly specifier: string;
  readonly location: SourceLocation;
}

/** Where imports may lead. */
export interface Surroundings {
  readonly componentsDir: string;
  /** Component by the name of its package. */
  readonly packages: ReadonlyMap<string, string>;
}

export interface OwnedFile {
  readonly file: string;
  /** Name of the component. */
  readonly owner: string;
}

/** What the file imports; asked for only where its text names something of interest, because parsing costs more. */
export type ImportsOf = () => readonly WrittenImport[];

export function oldDoorImports(file: string, text: string, importsOf: ImportsOf): OldDoorImport[] {
  // Parsing costs a hundred times what this look does.
  if (!/['"`]tessera\//.test(text)) return [];
  const starts = lineStarts(text);
  return importsOf()
    .filter(({ specifier }) => renamedDoor(specifier) !== undefined)
    .map(({ specifier, offset }) => ({
      specifier,
      location: { file, ...positionAt(starts, offset), length: specifier.length },
    }));
}

export function foreignImports(
  owned: OwnedFile,
  text: string,
  about: Surroundings,
  importsOf: ImportsOf,
): ForeignImport[] {
  const { file } = owned;
  const leadsOut = (specifier: string) => resolve(owned, specifier, about);
  // Parsing costs a hundred times what this look does, and few files name another component.
  const candidates = [...text.matchAll(/(?<=['"`])(?:\.\.?\/|@\/|(?:nestjs-)?tessera\/)[^'"`\n]*(?=['"`])/g)];
  const namesPackage = [...about.packages.keys()].some((name) => text.includes(name));
  if (!namesPackage && !candidates.some(([specifier]) => leadsOut(specifier))) return [];
  const starts = lineStarts(text);
  return importsOf().flatMap(({ specifier, offset }) => {
    const target = leadsOut(specifier);
    if (!target) return [];
    return [{ ...target, location: { file, ...positionAt(starts, offset), length: specifier.length } }];
  });
}

/** Where an import leads, when that is in another component; `@/` is `src/`. */
function resolve(
  { file, owner }: OwnedFile,
  specifier: string,
  { componentsDir, packages }: Surroundings,
): { component: string; file: string } | undefined {
  const [packageName = ''] = /^(@[^/]+\/)?[^/]+/.exec(specifier) ?? [];
  const inPackage = packages.get(packageName);
  if (inPackage !== undefined) return inPackage === owner ? undefined : { component: inPackage, file: '' };
  const [, named] = /^nestjs-tessera\/components\/([^/]+)$/.exec(renamedDoor(specifier) ?? specifier) ?? [];
  if (named !== undefined) return named === owner ? undefined : { component: named, file: '' };
  const target = specifier.startsWith('@/')
    ? path.posix.join('src', specifier.slice(2))
    : /^\.\.?(\/|$)/.test(specifier)
      ? path.posix.join(path.posix.dirname(file), specifier)
      : undefined;
  if (!target?.startsWith(`${componentsDir}/`)) return undefined;
  const [component = '', ...rest] = target.slice(componentsDir.length + 1).split('/');
  const isOwn = file.startsWith(`${componentsDir}/${component}/`);
  return isOwn || component === '' ? undefined : { component, file: rest.join('/') };
}
