import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hashText } from '../../files/hash-text.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { historyCodes } from './history-codes.ts';

/** One committed migration. */
export interface Migration {
  /** The folder's name: what `_prisma_migrations` calls it. */
  readonly id: string;
  /** Relative to the project, with `/`; `down.sql`, `migration.owners.json` and `migration.allow.json` stand there, too. */
  readonly folder: string;
  /** `migration.sql` in that folder. */
  readonly file: string;
  readonly sql: string;
  /** SHA-256 of the SQL with plain line feeds; for Prisma's own record see `matchesRecord`. */
  readonly checksum: string;
}

/**
 * The migrations folder in the order Prisma applies it. A folder without SQL, or with SQL that is no UTF-8, is left out and
 * reported, an empty file is reported; a folder that does not exist has no migrations.
 */
export function readMigrations(
  { projectDir, migrationsDir }: Pick<ProjectConfig, 'projectDir' | 'migrationsDir'>,
  files: ProjectFiles,
): { readonly migrations: readonly Migration[]; readonly diagnostics: readonly Diagnostic[] } {
  const migrations: Migration[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { name: id, kind } of files.find(`${projectDir}/${migrationsDir}`, ['*'])) {
    if (kind !== 'directory') continue;
    const folder = `${migrationsDir}/${id}`;
    const file = `${folder}/migration.sql`;
    const bytes = files.read(`${projectDir}/${file}`);
    const sql = bytes && decode(bytes);
    if (bytes && sql !== undefined) {
      migrations.push({ id, folder, file, sql, checksum: hashText(bytes) });
      if (bytes.length === 0) diagnostics.push(emptyMigration(id, file));
      continue;
    }
    diagnostics.push({
      severity: 'error',
      location: { file, line: 1, column: 1 },
      ...(bytes
        ? {
            code: historyCodes.encoding,
            message: `The SQL of migration "${id}" is not UTF-8.`,
            hint: 'Save the file as UTF-8.',
          }
        : {
            code: historyCodes.noSql,
            message: `Migration "${id}" has no migration.sql.`,
            hint: 'Bring the file back from version control, or remove the folder if it was never applied anywhere.',
          }),
    });
  }
  return { migrations, diagnostics };
}

/** A warning: an empty one may be applied somewhere by now. */
function emptyMigration(id: string, file: string): Diagnostic {
  return {
    code: historyCodes.noSql,
    severity: 'warning',
    message: `The migration.sql of "${id}" is empty: a full disk or a killed command leaves such a file.`,
    hint: 'If it was never applied anywhere, remove the folder and make the migration again.',
    location: { file, line: 1, column: 1 },
  };
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    // The mark stays: PostgreSQL gets the file as it is, and says what it thinks of it.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // the caller says it, with the file
  }
}
