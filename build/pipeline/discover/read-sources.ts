import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type SourceLocation } from '../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../diagnostics/text-position.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { hashText } from '../../files/hash-text.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { renamedDoor } from '../../model/renamed-door.ts';
import { findImports } from './find-imports.ts';
import { listContents } from './list-contents.ts';

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

/** A file that belongs to what a component is: manifest, schema, code; no tests, no documents. */
export interface ComponentSource {
  /** Relative to the project, with `/`. */
  readonly file: string;
  /** SHA-256 of the bytes with `\n` as line end, in hex: the same on every checkout. */
  readonly digest: string;
  readonly imports: readonly ForeignImport[];
  /** What stands before a query (`prisma.tenant.findMany(…)`: `tenant`), once each. Absent when there is none. */
  readonly queried?: readonly string[];
  /** Absent when there is none. */
  readonly oldDoors?: readonly OldDoorImport[];
}

/** The sources of each component by its name, sorted by file. */
export type ComponentSources = ReadonlyMap<string, readonly ComponentSource[]>;

/** True for a file other code can import. */
export function isCode(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file);
}

const read = new Kind<ComponentSource>();

/** Digests and imports of the components' files; tests and documents are left out. */
export function readSources(
  config: ProjectConfig,
  components: readonly DiscoveredComponent[],
  files: ProjectFiles,
  cache: Cache,
): ComponentSources {
  const packages = new Map(
    components.flatMap((one) => (one.package === undefined ? [] : [[one.package, one.name] as const])),
  );
  const about = { componentsDir: config.componentsDir, packages };
  // What an import means depends on which packages are components.
  const key = JSON.stringify(about.componentsDir) + JSON.stringify([...packages]);
  return new Map(
    components.map((component) => {
      const sources = filesOf(component, config.projectDir, files)
        .flatMap(({ file, entry }) => {
          const target = followFile(entry, files);
          return target ? [{ file, entry: target }] : [];
        })
        .map(({ file, entry }) =>
          derive(cache, read, file, [entry.path, entry.version, component.name, key], () =>
            readSource({ file, owner: component.name }, about, files.read(entry.path)),
          ),
        );
      return [component.name, sources];
    }),
  );
}

/** What a component is made of; where its schema stays in an application, that is all of it. */
function filesOf(
  component: DiscoveredComponent,
  projectDir: string,
  files: ProjectFiles,
): { readonly file: string; readonly entry: Entry }[] {
  const { path: folder, namedIn, schemas, package: isPackage } = component;
  if (namedIn === undefined) {
    return listContents(`${projectDir}/${folder}`, isPackage !== undefined, files).map((entry) => ({
      file: `${folder}/${entry.name}`,
      entry,
    }));
  }
  return schemas.flatMap(({ file }) => {
    const entry = files.entry(`${projectDir}/${file}`);
    return entry ? [{ file, entry }] : [];
  });
}

/** What is no file is reported where it is read; a link counts as what it leads to. */
function followFile(entry: Entry, files: ProjectFiles): Entry | undefined {
  if (entry.kind !== 'symlink') return entry.kind === 'file' ? entry : undefined;
  const target = files.resolveLink(entry.path);
  return target.status === 'found' && target.kind === 'file' ? files.entry(target.path) : undefined;
}

/** Where imports may lead. */
interface Surroundings {
  readonly componentsDir: string;
  /** Component by the name of its package. */
  readonly packages: ReadonlyMap<string, string>;
}

interface OwnedFile {
  readonly file: string;
  /** Name of the component. */
  readonly owner: string;
}

function readSource(
  owned: OwnedFile,
  about: Surroundings,
  bytes: Uint8Array = new Uint8Array(),
): ComponentSource {
  const { file } = owned;
  const digest = hashText(bytes);
  if (!isCode(file)) return { file, digest, imports: [] };
  const text = new TextDecoder('utf-8').decode(bytes).replaceAll('\r\n', '\n');
  const queried = [...new Set([...text.matchAll(query)].map(([, accessor = '']) => accessor))];
  const oldDoors = oldDoorImports(file, text);
  return {
    file,
    digest,
    imports: foreignImports(owned, text, about),
    ...(queried.length > 0 && { queried }),
    ...(oldDoors.length > 0 && { oldDoors }),
  };
}

const query = /\.(\w+)\s*\.(?:find|count|aggregate|groupBy|create|update|upsert|delete)\w*\s*[(<]/g;

function oldDoorImports(file: string, text: string): OldDoorImport[] {
  // Parsing costs a hundred times what this look does.
  if (!/['"`]tessera\//.test(text)) return [];
  const starts = lineStarts(text);
  return findImports(text)
    .filter(({ specifier }) => renamedDoor(specifier) !== undefined)
    .map(({ specifier, offset }) => ({
      specifier,
      location: { file, ...positionAt(starts, offset), length: specifier.length },
    }));
}

function foreignImports(owned: OwnedFile, text: string, about: Surroundings): ForeignImport[] {
  const { file } = owned;
  const leadsOut = (specifier: string) => resolve(owned, specifier, about);
  // Parsing costs a hundred times what this look does, and few files name another component.
  const candidates = [...text.matchAll(/(?<=['"`])(?:\.\.?\/|@\/|(?:nestjs-)?tessera\/)[^'"`\n]*(?=['"`])/g)];
  const namesPackage = [...about.packages.keys()].some((name) => text.includes(name));
  if (!namesPackage && !candidates.some(([specifier]) => leadsOut(specifier))) return [];
  const starts = lineStarts(text);
  return findImports(text).flatMap(({ specifier, offset }) => {
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
