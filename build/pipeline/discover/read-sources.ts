import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { decodeText } from '../../files/decode-text.ts';
import { hashText } from '../../files/hash-text.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { codeOf } from './code/code-of.ts';
import { findImports } from './code/find-imports.ts';
import {
  type ForeignImport,
  foreignImports,
  type OldDoorImport,
  oldDoorImports,
  type OwnedFile,
  type Surroundings,
} from './foreign-imports.ts';
import { listContents } from './list-contents.ts';

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
            readSource(cache, { file, owner: component.name }, about, files.read(entry.path)),
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
    const where = { isPackage: isPackage !== undefined, projectDir };
    return listContents(path.posix.join(projectDir, folder), where, files).map((entry) => ({
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

function readSource(
  cache: Cache,
  owned: OwnedFile,
  about: Surroundings,
  bytes: Uint8Array = new Uint8Array(),
): ComponentSource {
  const { file } = owned;
  const digest = hashText(bytes);
  if (!isCode(file)) return { file, digest, imports: [] };
  const text = decodeText(bytes);
  const importsOf = () => findImports(text, codeOf(cache, file, text));
  const queried = [...new Set([...text.matchAll(query)].map(([, accessor = '']) => accessor))];
  const oldDoors = oldDoorImports(file, text, importsOf);
  return {
    file,
    digest,
    imports: foreignImports(owned, text, about, importsOf),
    ...(queried.length > 0 && { queried }),
    ...(oldDoors.length > 0 && { oldDoors }),
  };
}

const query = /\.(\w+)\s*\.(?:find|count|aggregate|groupBy|create|update|upsert|delete)\w*\s*[(<]/g;
