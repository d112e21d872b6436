import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { isSpecial } from './check-contents.ts';
import { type DiscoverCache } from './discover-cache.ts';
import { discoverCodes } from './discover-codes.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentFolder } from './list-folders.ts';
import { defaultManifest, readManifest } from './read-manifest.ts';
import { type FindModuleClasses } from './find-classes-on-two-cores.ts';
import { decodeModule, readModule } from './read-module.ts';
import { notAFile, type ReadSchemas } from './read-schemas.ts';

export interface ReadComponent {
  readonly component?: DiscoveredComponent;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads manifest and module of one folder; every problem of both, and of its schemas. */
export function readComponent(
  folder: ComponentFolder,
  { schemas, diagnostics: inSchemas }: ReadSchemas,
  files: ProjectFiles,
  cache: DiscoverCache,
  findClasses: FindModuleClasses,
): ReadComponent {
  const { name, path, entries } = folder;
  const diagnostics = [...folder.diagnostics, ...inSchemas];
  /** Undefined when it is not there; a diagnostic when it is there and a folder (pipes were reported with the folder). */
  const file = (base: string): Entry | undefined => {
    const entry = entries.get(base);
    if (!entry || entry.kind === 'file') return entry;
    if (!isSpecial(entry)) diagnostics.push(notAFile(`${path}/${base}`, name));
    return undefined;
  };
  const bytes = (entry: Entry) => files.read(entry.path) ?? new Uint8Array();

  const manifestEntry = file('component.json');
  const manifestFile = `${path}/component.json`;
  const manifest = manifestEntry
    ? cache.manifests.of(manifestEntry, () => {
        return readManifest(manifestFile, name, new TextDecoder('utf-8').decode(bytes(manifestEntry)));
      })
    : { manifest: defaultManifest, diagnostics: [] };

  const moduleEntry = file(`${name}.module.ts`);
  const module = moduleEntry
    ? cache.modules.of(moduleEntry, () =>
        readModule(`${path}/${name}.module.ts`, name, decodeModule(bytes(moduleEntry)), findClasses),
      )
    : { diagnostics: misnamedModule(folder) };

  diagnostics.push(...manifest.diagnostics, ...module.diagnostics);
  if (diagnostics.length === 0 && !manifestEntry && !moduleEntry && schemas.length === 0) {
    return { diagnostics: [emptyFolder(name, path)] };
  }
  const component = {
    name,
    path,
    ...manifest.manifest,
    schemas,
    ...('module' in module && module.module ? { module: module.module } : {}),
  };
  return { component, diagnostics };
}

/** A folder that was renamed without its module would silently lose it. */
function misnamedModule({ name, path, entries }: ComponentFolder): Diagnostic[] {
  const other = [...entries.keys()].find((base) => base.endsWith('.module.ts'));
  if (!other || entries.has(`${name}.module.ts`)) return [];
  return [
    {
      code: discoverCodes.moduleName,
      severity: 'warning',
      component: name,
      message: `"${other}" is not mounted: the module of component "${name}" is "${name}.module.ts".`,
      hint: `Rename the file to "${name}.module.ts".`,
      location: { file: `${path}/${other}`, line: 1, column: 1 },
    },
  ];
}

function emptyFolder(component: string, path: string): Diagnostic {
  return {
    code: discoverCodes.empty,
    severity: 'warning',
    component,
    message: `"${path}" is not a component: it has no ${component}.module.ts, no prisma/*.prisma and no component.json.`,
    hint: 'Add one of them, or remove the folder.',
    location: { file: path, line: 1, column: 1 },
  };
}
