import {
  emptyPackageJson,
  installedManifest,
  type PackageJson,
  readPackageJson,
} from './read-package-json.ts';

/** One folder that a package is loaded from. */
export interface PackageCopy {
  /** Absolute; links followed. */
  readonly folder: string;
  readonly version: string;
  /** Who loads this copy, sorted: names of packages, or `the project`. */
  readonly askedBy: readonly string[];
}

/** What loads packages: the project, a direct dependency or a component package. */
interface Asker {
  readonly name: string;
  /** Absolute; links followed, as Node resolves from there. */
  readonly folder: string;
  readonly manifest: PackageJson;
}

const project = 'the project';

/**
 * The copies of each package that the application reaches: from the project, from its direct dependencies and from its
 * component packages, where they ask for it. Other members of a workspace play no part.
 *
 * @param components names of the packages that are components
 * @returns by name, in the order of `names`; the copy of the project first
 */
export async function findCopies(
  names: readonly string[],
  projectDir: string,
  components: readonly string[],
): Promise<ReadonlyMap<string, readonly PackageCopy[]>> {
  const askers = await findAskers(projectDir, components);
  const found = names.map(async (name) => [name, await copiesOf(name, askers)] as const);
  return new Map(await Promise.all(found));
}

async function findAskers(projectDir: string, components: readonly string[]): Promise<Asker[]> {
  const manifest = (await readPackageJson(projectDir)) ?? emptyPackageJson;
  const names = [...new Set([...Object.keys(manifest.dependencies), ...components])].sort();
  const others = await Promise.all(
    names.map(async (name): Promise<Asker[]> => {
      const found = await installedManifest(name, projectDir);
      return found ? [{ name, folder: found.folder, manifest: found.manifest }] : [];
    }),
  );
  return [{ name: project, folder: projectDir, manifest }, ...others.flat()];
}

async function copiesOf(name: string, askers: readonly Asker[]): Promise<PackageCopy[]> {
  const copies = new Map<string, { version: string; askedBy: string[] }>();
  for (const asker of askers) {
    const { dependencies, peerDependencies } = asker.manifest;
    if (asker.name !== project && !(name in dependencies) && !(name in peerDependencies)) continue;
    const found = await installedManifest(name, asker.folder);
    if (!found) continue;
    const copy = copies.get(found.folder) ?? {
      version: found.manifest.version ?? 'without a version',
      askedBy: [],
    };
    copy.askedBy.push(asker.name);
    copies.set(found.folder, copy);
  }
  return [...copies].map(([folder, copy]) => ({ folder, ...copy }));
}
