import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { nameProblem } from './component-name.ts';
import { type DiscoverCache } from './discover-cache.ts';
import { discoverCodes } from './discover-codes.ts';
import { type DiscoveredComponent, type NamedSchemas } from '../../model/discovered-component.ts';
import { findClassesOnTwoCores, type FindModuleClasses } from './find-classes-on-two-cores.ts';
import { keepUnchanged } from './keep-unchanged.ts';
import { type ComponentFolder, listFolders } from './list-folders.ts';
import { discoverPackages } from './packages/discover-packages.ts';
import { readApplicationComponents } from './read-application-components.ts';
import { readComponent, type ReadComponent } from './read-component.ts';
import { decodeModule } from './read-module.ts';
import { readSchemas } from './read-schemas.ts';

export interface Discovery {
  /** Sorted by name. */
  readonly components: readonly DiscoveredComponent[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The components of a project: folders, schemas of an application, packages. One with problems is still returned as far as it could be read, so that the
 * later steps can name every other problem in the same run.
 *
 * @param whileWaiting called in a first run with what the components that are no packages will have as their schemas, sorted by
 *   name, when another core may be looking through the modules: the time for work that does not need them
 */
export function discoverComponents(
  config: ProjectConfig,
  files: ProjectFiles,
  cache: DiscoverCache,
  whileWaiting?: (components: readonly NamedSchemas[]) => void,
): Discovery {
  const isFirstRun = cache.components.size === 0;
  const { folders, diagnostics } = listFolders(config, files);
  const names = folders.map(({ name }) => name);
  const findClasses = findClassesOf(folders, files, cache);
  const inFolder = new Map(folders.map((folder) => [folder, readSchemas(folder, files, cache)]));
  const ofApplication = readApplicationComponents(config, folders, files, cache);
  if (isFirstRun) {
    const early = [...inFolder].map(([{ name }, { schemas }]) => ({ name, schemas }));
    whileWaiting?.([...early, ...components(ofApplication)].sort((a, b) => compareText(a.name, b.name)));
  }
  const found = [...inFolder].map(([folder, schemas]) => {
    const read = readComponent(folder, schemas, files, cache, findClasses);
    const problem = nameProblem(folder.name);
    return problem ? misnamed(folder, invalidName(folder, problem, names), read) : read;
  });
  const inProject = components([...found, ...ofApplication]);
  const packages = discoverPackages(config, inProject, files, cache);
  return {
    components: [...inProject, ...components(packages)]
      .map((component) => keepUnchanged(component, cache.components))
      .sort((a, b) => compareText(a.name, b.name)),
    diagnostics: [
      ...diagnostics,
      ...[...found, ...ofApplication, ...packages].flatMap((one) => one.diagnostics),
    ],
  };
}

/** Only those that were not looked through in an earlier run count. */
function findClassesOf(
  folders: readonly ComponentFolder[],
  files: ProjectFiles,
  cache: DiscoverCache,
): FindModuleClasses {
  const modules = folders.flatMap(({ name, entries }) => {
    const entry = entries.get(`${name}.module.ts`);
    return entry?.kind === 'file' && !cache.modules.has(entry) ? [entry] : [];
  });
  return findClassesOnTwoCores(modules.length, () =>
    modules.map(({ path }) => decodeModule(files.read(path) ?? new Uint8Array())),
  );
}

function components(found: readonly ReadComponent[]): DiscoveredComponent[] {
  return found.map(({ component }) => component).filter((component) => component !== undefined);
}

/** Its models are known all the same: who refers to them made no mistake. */
function misnamed(
  { name }: { readonly name: string },
  problem: Diagnostic,
  read: ReadComponent,
): ReadComponent {
  const inContents = read.diagnostics.filter(({ severity }) => severity === 'error');
  // The platform's own schema file has the name of this one.
  const component = name === 'main' ? undefined : read.component;
  return { ...(component ? { component } : {}), diagnostics: [problem, ...inContents] };
}

function invalidName(
  { name, path }: { name: string; path: string },
  problem: { message: string; hint: string },
  names: readonly string[],
): Diagnostic {
  const location = { file: path, line: 1, column: 1 };
  const twin = names.find((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  if (!twin)
    return { code: discoverCodes.invalidName, severity: 'error', component: name, ...problem, location };
  return {
    code: discoverCodes.invalidName,
    severity: 'error',
    component: name,
    message: `"${name}" and "${twin}" differ in case only: on most Windows and macOS disks they are one folder.`,
    hint: 'Rename one of them.',
    location,
    related: [
      { component: twin, message: 'the other one', file: path.replace(/[^/]*$/, twin), line: 1, column: 1 },
    ],
  };
}
