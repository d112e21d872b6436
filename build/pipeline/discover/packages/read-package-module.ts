import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type Cache } from '../../../incremental/derive.ts';
import { discoverCodes } from '../discover-codes.ts';
import { type ModuleExport } from '../../../model/discovered-component.ts';
import { findPackageModules, type PackageModule } from './find-package-modules.ts';
import { type PackageManifest } from './read-package-manifest.ts';

interface PackagePlace {
  readonly name: string;
  /** Relative to the project. */
  readonly path: string;
  /** Absolute, links followed. */
  readonly root: string;
}

/** The one module class a package exports, or what is wrong with it; neither for a package without code. */
export function readPackageModule(
  place: PackagePlace,
  { entry, location }: PackageManifest,
  files: ProjectFiles,
  cache: Cache,
): { readonly module?: ModuleExport; readonly diagnostics: readonly Diagnostic[] } {
  if (!entry) return { diagnostics: [] };
  const about = { code: discoverCodes.noModuleExport, severity: 'error' as const, component: place.name };
  const refuse = (message: string, hint: string, at: SourceLocation) => ({
    diagnostics: [{ ...about, message, hint, location: at }],
  });
  const base = entry.candidates.find((one) => files.entry(`${place.root}/${one}`)?.kind === 'file');
  if (base === undefined) {
    if (!entry.location) return { diagnostics: [] };
    const [wanted] = entry.candidates;
    return wanted === undefined
      ? refuse('The package exports nothing that can be imported.', esmHint, entry.location)
      : refuse(`There is no file "${wanted}" in the package.`, 'Build the package.', entry.location);
  }
  const file = `${place.path}/${base}`;
  const found = findPackageModules(`${place.root}/${base}`, files, cache);
  if (found.status === 'unreadable') {
    const { reason, line, column } = found;
    return refuse(`The module cannot be read: ${reason}`, 'Build the package anew.', { file, line, column });
  }
  const [first, ...others] = found.modules;
  if (!first) {
    return found.isEsm
      ? refuse(
          `"${base}" exports no Nest module: it needs one exported class with @Module() from @nestjs/common.`,
          'Export the module class by name, or name the file that does in "tessera": { "module": … }.',
          entry.location ?? location,
        )
      : refuse(
          `"${base}" is CommonJS, and a component is an ES module.`,
          esmHint,
          entry.location ?? location,
        );
  }
  if (others.length === 0) return { module: { file, className: first.exportedAs }, diagnostics: [] };
  const shown = (one: PackageModule): SourceLocation => ({
    file: `${place.path}${one.file.slice(place.root.length)}`,
    ...one.position,
    length: one.className.length,
  });
  const diagnostic: Diagnostic = {
    ...about,
    message: `"${base}" exports ${found.modules.length} Nest modules; a component has one.`,
    hint: 'Name the file that exports only the one to mount in "tessera": { "module": … }.',
    location: shown(first),
    related: others.map((one) => ({
      component: place.name,
      message: `"${one.exportedAs}" is another one`,
      ...shown(one),
    })),
  };
  return { diagnostics: [diagnostic] };
}

const esmHint = 'Compile it to ES modules: "type": "module" in its package.json.';
