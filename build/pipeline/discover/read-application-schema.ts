import { placeOfSetting } from '../../config/place-of-setting.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { type Cache } from '../../incremental/derive.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';
import { isSpecial, specialFile } from './check-contents.ts';
import { discoverCodes } from './discover-codes.ts';
import { followLink, type LinkBounds } from './follow-link.ts';
import { readSchema, type ReadSchemas } from './read-schemas.ts';

type ApplicationComponent = ProjectConfig['components'][number];

/** Reads the file, or all files of the folder however deep, as Prisma does. */
export function readApplicationSchema(
  { name, schema }: ApplicationComponent,
  index: number,
  config: ProjectConfig,
  files: ProjectFiles,
  cache: Cache,
): ReadSchemas {
  const root = files.entry(`${config.projectDir}/${schema}`);
  if (!root) return { schemas: [], diagnostics: [nothingThere(name, schema, index, config, files)] };
  const bounds: LinkBounds = { what: 'project', folders: [config.projectDir] };
  const diagnostics: Diagnostic[] = [];
  const schemas: ScannedSource[] = [];
  for (const { entry, file } of listFiles(root, schema, files)) {
    const followed = followLink(entry, { file, component: name }, bounds, files);
    if ('diagnostic' in followed) {
      diagnostics.push(followed.diagnostic);
      continue;
    }
    const end = followed.entry;
    if (isSpecial(end)) diagnostics.push(specialFile(file, name));
    if (end.kind !== 'file') continue;
    const { source, diagnostic } = readSchema({ file, component: name, entry: end }, files, cache);
    if (diagnostic) diagnostics.push(diagnostic);
    schemas.push(source);
  }
  if (schemas.length === 0 && diagnostics.length === 0)
    diagnostics.push(nothingThere(name, schema, index, config, files));
  return { schemas, diagnostics };
}

function listFiles(
  root: Entry,
  schema: string,
  files: ProjectFiles,
): { readonly entry: Entry; readonly file: string }[] {
  const target = root.kind === 'symlink' ? files.resolveLink(root.path) : undefined;
  const isFolder = target?.status === 'found' ? target.kind === 'directory' : root.kind === 'directory';
  if (!isFolder) return [{ entry: root, file: schema }];
  const folder = target?.status === 'found' ? target.path : root.path;
  return files.find(folder, ['**/*.prisma']).map((entry) => ({ entry, file: `${schema}/${entry.name}` }));
}

function nothingThere(
  name: string,
  schema: string,
  index: number,
  config: ProjectConfig,
  files: ProjectFiles,
): Diagnostic {
  const location = placeOfSetting(['components', index, 'schema'], schema, config, files);
  return {
    code: discoverCodes.noSchema,
    severity: 'error',
    component: name,
    message: `Component "${name}" has its schema in "${schema}", and there is no .prisma file.`,
    hint: 'Correct "schema" of this component, or bring the file back.',
    ...(location ? { location } : {}),
  };
}
