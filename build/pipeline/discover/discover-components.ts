import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { nameProblem } from './component-name.ts';
import { discoverCodes } from './discover-codes.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { readText } from '../../incremental/read-text.ts';
import { type RunTools } from '../../incremental/run-tools.ts';
import { readCodeWith } from './code/read-code-with.ts';
import { listFolders } from './list-folders.ts';
import { discoverPackages } from './packages/discover-packages.ts';
import { readApplicationComponents } from './read-application-components.ts';
import { isModuleKnown, type ReadComponent, readFolder, readMounted } from './read-component.ts';
import { readSchemas } from './read-schemas.ts';

export interface Discovery {
  /** Sorted by name. */
  readonly components: readonly DiscoveredComponent[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The components as far as another core is not asked: all but what the modules of folders export. */
export interface BegunDiscovery {
  /** Sorted by name. */
  readonly components: readonly DiscoveredComponent[];
  /** The rest; the later it is asked for, the more the other core has parsed by then. */
  readonly complete: () => Discovery;
}

/**
 * The components of a project: folders, schemas of an application, packages. One with problems is still returned as far as it could be read, so that the
 * later steps can name every other problem in the same run.
 */
export function discoverComponents(config: ProjectConfig, files: ProjectFiles, tools: RunTools): Discovery {
  return beginDiscovery(config, files, tools).complete();
}

export function beginDiscovery(config: ProjectConfig, files: ProjectFiles, tools: RunTools): BegunDiscovery {
  const { cache, core } = tools;
  const { folders, diagnostics } = listFolders(config, files);
  const read = folders.map((folder) => readFolder(folder, readSchemas(folder, files, cache), files, cache));
  const unknown = read.filter((one) => !isModuleKnown(one, files, cache));
  const readCode = readCodeWith(core, unknown.length, () =>
    unknown.flatMap(({ moduleFile }) => (moduleFile ? [readText(cache, files, moduleFile)] : [])),
  );
  const names = folders.map(({ name }) => name);
  const misnamedFolders = folders.map((folder) => {
    const problem = nameProblem(folder.name);
    return problem && { folder, problem: invalidName(folder, problem, names) };
  });
  const withName = (found: ReadComponent, at: number): ReadComponent => {
    const wrong = misnamedFolders[at];
    return wrong ? misnamed(wrong.folder, wrong.problem, found) : found;
  };
  const begun = read.map(withName);
  const ofApplication = readApplicationComponents(config, folders, files, cache);
  const packages = discoverPackages(config, components([...begun, ...ofApplication]), files, cache);
  const others = [...ofApplication, ...packages];
  const sorted = (inFolders: readonly ReadComponent[]) =>
    components([...inFolders, ...others]).sort((a, b) => compareText(a.name, b.name));
  return {
    components: sorted(begun),
    complete() {
      const found = read.map((one) => readMounted(one, files, cache, readCode)).map(withName);
      return {
        components: sorted(found),
        diagnostics: [...diagnostics, ...[...found, ...others].flatMap((one) => one.diagnostics)],
      };
    },
  };
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
