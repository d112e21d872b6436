import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { checkContents } from './check-contents.ts';
import { discoverCodes } from './discover-codes.ts';
import { followLink, isWithin, type LinkBounds, linkOutside } from './follow-link.ts';
import { misplacedSchemas } from './misplaced-schemas.ts';

/** A folder that may be a component, with what is in it and in its `prisma/`. */
export interface ComponentFolder {
  readonly name: string;
  /** Relative to the project, with `/`. */
  readonly path: string;
  /** Where the folder really is, absolute. */
  readonly realPath: string;
  /** Directly in the folder, by name; links followed. */
  readonly entries: ReadonlyMap<string, Entry>;
  /** Directly in `prisma/`; links followed. */
  readonly schemaEntries: readonly Entry[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Every folder in the components folder, sorted by name. Files beside them (a README, an index) are ignored. */
export function listFolders(
  config: ProjectConfig,
  files: ProjectFiles,
): { folders: ComponentFolder[]; diagnostics: Diagnostic[] } {
  const root = `${config.projectDir}/${config.componentsDir}`;
  const rootTarget = files.resolveLink(root);
  if (rootTarget.status === 'found' && rootTarget.kind !== 'directory') {
    return { folders: [], diagnostics: [notAFolder(config.componentsDir, undefined)] };
  }
  const diagnostics: Diagnostic[] = [];
  const folders: ComponentFolder[] = [];
  const bounds: LinkBounds = { what: 'project', folders: [config.projectDir] };
  if (rootTarget.status === 'found' && !isWithin(`${rootTarget.path}/`, bounds, files)) {
    return { folders: [], diagnostics: [linkOutside(config.componentsDir, undefined, bounds)] };
  }
  for (const entry of files.list(root)) {
    const path = `${config.componentsDir}/${entry.name}`;
    const followed = followLink(entry, { file: path, component: entry.name }, bounds, files);
    if ('diagnostic' in followed) diagnostics.push(followed.diagnostic);
    else if (followed.entry.kind === 'directory') {
      folders.push(readFolder({ name: entry.name, path, realPath: followed.entry.path }, bounds, files));
    }
  }
  return { folders, diagnostics };
}

function readFolder(
  { name, path, realPath }: Pick<ComponentFolder, 'name' | 'path' | 'realPath'>,
  bounds: LinkBounds,
  files: ProjectFiles,
): ComponentFolder {
  const diagnostics: Diagnostic[] = [];
  const follow = (entry: Entry, file: string): Entry | undefined => {
    const followed = followLink(entry, { file, component: name }, bounds, files);
    if ('entry' in followed) return followed.entry;
    diagnostics.push(followed.diagnostic);
    return undefined;
  };
  const entries = new Map<string, Entry>();
  let schemaEntries: Entry[] = [];
  for (const entry of files.list(realPath)) {
    const target = follow(entry, `${path}/${entry.name}`);
    if (!target) continue;
    entries.set(entry.name, target);
    if (entry.name !== 'prisma') continue;
    if (target.kind !== 'directory') {
      diagnostics.push(notAFolder(`${path}/prisma`, name));
      continue;
    }
    schemaEntries = files.list(target.path).flatMap((schema) => {
      const end = follow(schema, `${path}/prisma/${schema.name}`);
      return end ? [{ ...end, name: schema.name }] : [];
    });
  }
  // Links directly in the folder and in `prisma/` were followed above.
  const known = new Set(diagnostics.map(({ location }) => location?.file));
  const inside = checkContents({ name, path, realPath }, bounds, files);
  diagnostics.push(...inside.filter(({ location }) => !known.has(location?.file)));
  const named = [...entries].map(([base, entry]) => ({ ...entry, name: base }));
  diagnostics.push(...misplacedSchemas(named, { name, path }));
  return { name, path, realPath, entries, schemaEntries, diagnostics };
}

function notAFolder(file: string, component: string | undefined): Diagnostic {
  return {
    code: discoverCodes.notAFolder,
    severity: 'error',
    ...(component ? { component } : {}),
    message: `"${file}" is not a folder.`,
    hint: 'Rename or remove what is in its place.',
    location: { file, line: 1, column: 1 },
  };
}
