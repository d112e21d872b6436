import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type Entry, type ProjectFiles } from '../../files/project-files.ts';
import { isSpecial } from './check-contents.ts';
import { decodeSchema } from './decode-schema.ts';
import { type DiscoverCache } from './discover-cache.ts';
import { discoverCodes } from './discover-codes.ts';
import { type SchemaSource } from '../../model/discovered-component.ts';

/** The `prisma/` of a component, folder or package. */
export interface SchemaFolder {
  readonly name: string;
  /** Of the component, relative to the project, with `/`. */
  readonly path: string;
  /** Directly in `prisma/`; links followed. */
  readonly schemaEntries: readonly Entry[];
}

export interface ReadSchemas {
  readonly schemas: readonly SchemaSource[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads every `.prisma` file that is directly in the folder. */
export function readSchemas(folder: SchemaFolder, files: ProjectFiles, cache: DiscoverCache): ReadSchemas {
  const { name, path } = folder;
  const diagnostics: Diagnostic[] = [];
  const schemas: SchemaSource[] = [];
  for (const entry of folder.schemaEntries.filter((candidate) => candidate.name.endsWith('.prisma'))) {
    const file = `${path}/prisma/${entry.name}`;
    if (entry.kind !== 'file') {
      if (!isSpecial(entry)) diagnostics.push(notAFile(file, name));
      continue;
    }
    const bytes = () => files.read(entry.path) ?? new Uint8Array();
    const decoded = cache.schemas.of(entry, () => decodeSchema(file, name, bytes()));
    if (decoded.diagnostic) diagnostics.push(decoded.diagnostic);
    schemas.push({ file, text: decoded.text, ...(decoded.diagnostic ? { isDamaged: true } : {}) });
  }
  return { schemas, diagnostics: [...diagnostics, ...nestedSchemas(folder, files)] };
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
