import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../../files/project-files.ts';
import { checkContents } from '../check-contents.ts';
import { type Cache, derive, Kind } from '../../../incremental/derive.ts';
import { readText } from '../../../incremental/read-text.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { misplacedSchemas } from '../misplaced-schemas.ts';
import { type ReadComponent } from '../read-component.ts';
import { readSchemas } from '../read-schemas.ts';
import { type InstalledPackage, packagePath } from './find-package.ts';
import { type PackageManifest, readPackageManifest } from './read-package-manifest.ts';
import { readPackageModule } from './read-package-module.ts';

const manifests = new Kind<ReturnType<typeof readPackageManifest>>();
const components = new Kind<DiscoveredComponent>();

/**
 * Reads an installed package as the component it is.
 *
 * @returns undefined when its package.json has no `tessera` key
 */
export function readPackage(
  listed: string,
  found: InstalledPackage,
  projectDir: string,
  files: ProjectFiles,
  cache: Cache,
): (ReadComponent & { readonly manifest: PackageManifest }) | undefined {
  const shown = packagePath(found, projectDir, files);
  const root = found.realFolder;
  const entry = files.entry(`${root}/package.json`);
  const text = entry && readText(cache, files, entry);
  const manifest =
    text === undefined
      ? undefined
      : derive(cache, manifests, `${shown}/package.json`, [text, listed], () =>
          readPackageManifest(`${shown}/package.json`, listed, text),
        );
  if (!manifest) return undefined;
  const { name } = manifest;
  const bounds = { what: 'package' as const, folders: [root, projectDir] };
  const contents = checkContents({ name, path: shown, realPath: root }, bounds, files, [
    'node_modules',
    projectDir,
  ]);
  const diagnostics: Diagnostic[] = [...manifest.diagnostics, ...contents];
  const refused = new Set(contents.map(({ location }) => location?.file));
  const schemaEntries = files
    .find(root, ['prisma/*'])
    .filter((one) => !refused.has(`${shown}/${one.name}`))
    .map((one) => withoutLink(one, files));
  const schemas = readSchemas({ name, path: shown, schemaEntries }, files, cache);
  const misplaced = misplacedSchemas(
    files.list(root).map((one) => withoutLink(one, files)),
    { name, path: shown },
  );
  const module = readPackageModule({ name, path: shown, root }, manifest, files, cache);
  return {
    manifest,
    component: derive(
      cache,
      components,
      shown,
      [name, listed, manifest.manifest, module.module?.file, module.module?.className, ...schemas.schemas],
      () => ({
        name,
        package: listed,
        path: shown,
        ...manifest.manifest,
        schemas: schemas.schemas,
        ...(module.module ? { module: module.module } : {}),
      }),
    ),
    diagnostics: [...diagnostics, ...schemas.diagnostics, ...misplaced, ...module.diagnostics],
  };
}

/** A package may have links inside itself. */
function withoutLink(entry: Entry, files: ProjectFiles): Entry {
  const name = path.posix.basename(entry.name);
  const target = entry.kind === 'symlink' ? files.resolveLink(entry.path) : undefined;
  const end = target?.status === 'found' ? files.entry(target.path) : undefined;
  return { ...(end ?? entry), name };
}
