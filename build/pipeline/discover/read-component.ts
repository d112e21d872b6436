import { type Cache, derive, isDerived, Kind } from '../../incremental/derive.ts';
import { readText } from '../../incremental/read-text.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { isSpecial } from './check-contents.ts';
import { discoverCodes } from './discover-codes.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentFolder } from './list-folders.ts';
import { defaultManifest, readManifest } from './read-manifest.ts';
import { codeOf } from './code/code-of.ts';
import { type ReadCode } from './code/read-code-with.ts';
import { readModule, type ReadModule } from './read-module.ts';
import { notAFile, type ReadSchemas } from './read-schemas.ts';

export interface ReadComponent {
  readonly component?: DiscoveredComponent;
  readonly diagnostics: readonly Diagnostic[];
}

/** A component whose module file has not been parsed yet. */
export interface ReadFolder extends ReadComponent {
  readonly moduleFile: Entry | undefined;
}

const manifests = new Kind<ReturnType<typeof readManifest>>();
const modules = new Kind<ReadModule>();
const unmounted = new Kind<DiscoveredComponent>();
const mounted = new Kind<DiscoveredComponent>();

/** Reads what is in one folder, except what its module exports; every problem of it. */
export function readFolder(
  folder: ComponentFolder,
  { schemas, diagnostics: inSchemas }: ReadSchemas,
  files: ProjectFiles,
  cache: Cache,
): ReadFolder {
  const { name, path, entries } = folder;
  const diagnostics = [...folder.diagnostics, ...inSchemas];
  /** Undefined when it is not there; a diagnostic when it is there and a folder (pipes were reported with the folder). */
  const file = (base: string): Entry | undefined => {
    const entry = entries.get(base);
    if (!entry || entry.kind === 'file') return entry;
    if (!isSpecial(entry)) diagnostics.push(notAFile(`${path}/${base}`, name));
    return undefined;
  };
  const manifestEntry = file('component.json');
  const manifestFile = `${path}/component.json`;
  const text = manifestEntry && readText(cache, files, manifestEntry);
  const manifest =
    text === undefined
      ? { manifest: defaultManifest, diagnostics: [] }
      : derive(cache, manifests, manifestFile, [text, name], () => readManifest(manifestFile, name, text));

  const moduleFile = file(moduleName(folder));
  diagnostics.push(...manifest.diagnostics, ...(moduleFile ? [] : misnamedModule(folder)));
  if (diagnostics.length === 0 && !manifestEntry && !moduleFile && schemas.length === 0) {
    return { moduleFile, diagnostics: [emptyFolder(name, path)] };
  }
  const component = derive(cache, unmounted, path, [name, manifest.manifest, ...schemas], () => ({
    name,
    path,
    ...manifest.manifest,
    schemas,
  }));
  return { moduleFile, component, diagnostics };
}

/** The component with the module class its file exports. */
export function readMounted(
  { component, moduleFile, diagnostics }: ReadFolder,
  files: ProjectFiles,
  cache: Cache,
  readCode: ReadCode,
): ReadComponent {
  if (!component || !moduleFile) return { ...(component && { component }), diagnostics };
  const { name, path } = component;
  const file = `${path}/${moduleName(component)}`;
  const text = readText(cache, files, moduleFile);
  const read = derive(cache, modules, file, [text, name], () =>
    readModule(file, name, text, codeOf(cache, file, text, readCode)),
  );
  const { module } = read;
  return {
    component: module
      ? derive(cache, mounted, path, [component, module], () => ({ ...component, module }))
      : component,
    diagnostics: [...diagnostics, ...read.diagnostics],
  };
}

/** True when the class is known from an earlier run, so that the file will not be parsed. */
export function isModuleKnown(
  { component, moduleFile }: ReadFolder,
  files: ProjectFiles,
  cache: Cache,
): boolean {
  if (!component || !moduleFile) return true;
  const file = `${component.path}/${moduleName(component)}`;
  return isDerived(cache, modules, file, [readText(cache, files, moduleFile), component.name]);
}

function moduleName({ name }: { readonly name: string }): string {
  return `${name}.module.ts`;
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
