import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { isSpecial } from './check-contents.ts';
import { decodeSchema } from './decode-schema.ts';
import { discoverCodes } from './discover-codes.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { scanSource } from '../../model/scan-source.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';

/** The `prisma/` of a component, folder or package. */
export interface SchemaFolder {
  readonly name: string;
  /** Of the component, relative to the project, with `/`. */
  readonly path: string;
  /** Directly in `prisma/`; links followed. */
  readonly schemaEntries: readonly Entry[];
}

export interface ReadSchemas {
  readonly schemas: readonly ScannedSource[];
  readonly diagnostics: readonly Diagnostic[];
}

const decoded = new Kind<ReturnType<typeof decodeSchema>>();

/** Reads every `.prisma` file that is directly in the folder. */
export function readSchemas(folder: SchemaFolder, files: ProjectFiles, cache: Cache): ReadSchemas {
  const { name, path } = folder;
  const diagnostics: Diagnostic[] = [];
  const schemas: ScannedSource[] = [];
  for (const entry of folder.schemaEntries.filter((candidate) => candidate.name.endsWith('.prisma'))) {
    const file = `${path}/prisma/${entry.name}`;
    if (entry.kind !== 'file') {
      if (!isSpecial(entry)) diagnostics.push(notAFile(file, name));
      continue;
    }
    const { source, diagnostic } = readSchema({ file, component: name, entry }, files, cache);
    if (diagnostic) diagnostics.push(diagnostic);
    schemas.push(source);
  }
  return { schemas, diagnostics: [...diagnostics, ...nestedSchemas(folder, files)] };
}

/** Reads one schema file of a component. */
export function readSchema(
  { file, component, entry }: { readonly file: string; readonly component: string; readonly entry: Entry },
  files: ProjectFiles,
  cache: Cache,
): { readonly source: ScannedSource; readonly diagnostic?: Diagnostic } {
  const { text, diagnostic } = derive(cache, decoded, file, [entry.path, entry.version, component], () =>
    decodeSchema(file, component, files.read(entry.path) ?? new Uint8Array()),
  );
  const source = scanSource(cache, { file, text, isDamaged: diagnostic !== undefined }, component);
  return { source, ...(diagnostic && { diagnostic }) };
}

export function notAFile(file: string, component: string): Diagnostic {
  return {
    code: discoverCodes.notAFile,
    severity: 'error',
    component,
    message: `"${file}" is not a file.`,
    hint: 'Rename or remove what is in its place.',
    location: { file, line: 1, column: 1 },
  };
}

/** Prisma reads folders below a schema folder; here they would be left out silently. */
function nestedSchemas({ name, path, schemaEntries }: SchemaFolder, files: ProjectFiles): Diagnostic[] {
  return schemaEntries
    .filter(({ kind }) => kind === 'directory')
    .flatMap((folder) =>
      files.find(folder.path, ['**/*.prisma']).map((entry): Diagnostic => ({
        code: discoverCodes.nestedSchema,
        severity: 'warning',
        component: name,
        message: 'The file is not read: the schema files of a component are directly in its prisma/ folder.',
        hint: `Move it to ${path}/prisma.`,
        location: { file: `${path}/prisma/${folder.name}/${entry.name}`, line: 1, column: 1 },
      })),
    );
}
