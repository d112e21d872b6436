import { type z } from 'zod';
import { checkSettings } from '../../../config/check-settings.ts';
import { type JsonDocument, readJson, settingsDiagnostics } from '../../../config/read-json.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { parseScript } from '../../../postgres/sql/parse-script.ts';
import { type SqlScript } from '../../../postgres/sql/sql-statement.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { syntaxProblem } from '../syntax-problem.ts';
import { type Allowance, allowFile, allowSchema } from './allowances.ts';
import { type OwnerRecord, recordFile, recordSchema } from '../../../model/owner-record.ts';

/** A migration, read, with what stands beside it. */
export interface AnnotatedMigration extends Migration {
  /** Of one that cannot be read, no statement is known; there is a diagnostic then. */
  readonly script: SqlScript;
  /** Undefined when there is none, or none that can be read. */
  readonly record: OwnerRecord | undefined;
  readonly allowances: readonly Allowance[];
}

/** Reads the SQL of each migration, its owner record and what is allowed in it; every problem of these files. */
export async function readNotes(
  migrations: readonly Migration[],
  projectDir: string,
  files: ProjectFiles,
): Promise<{
  readonly migrations: readonly AnnotatedMigration[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const diagnostics: Diagnostic[] = [];
  const annotated: AnnotatedMigration[] = [];
  for (const migration of migrations) {
    const read = <Schema extends z.ZodObject>(name: string, schema: Schema, code: string) => {
      const file = `${migration.folder}/${name}`;
      const bytes = files.read(`${projectDir}/${file}`);
      if (!bytes) return undefined;
      const found = checkDocument(readJson(file, new TextDecoder().decode(bytes)), schema, code);
      diagnostics.push(...found.diagnostics);
      return found.data;
    };
    const parsed = await parseScript(migration.sql);
    if (parsed.problem) diagnostics.push(syntaxProblem(migration, parsed.problem));
    const script = parsed.problem ? { text: parsed.text, statements: [] } : parsed;
    annotated.push({
      ...migration,
      script,
      record: read(recordFile, recordSchema, migrateCodes.record),
      allowances: read(allowFile, allowSchema, migrateCodes.allowance)?.allow ?? [],
    });
  }
  return { migrations: annotated, diagnostics };
}

/** A settings document, checked; every problem at its place. */
export function checkDocument<Schema extends z.ZodObject>(
  document: JsonDocument,
  schema: Schema,
  code: string,
): { readonly data?: z.output<Schema>; readonly diagnostics: readonly Diagnostic[] } {
  if (document.syntaxErrors.length > 0) {
    return { diagnostics: document.syntaxErrors.map((error) => ({ code, severity: 'error', ...error })) };
  }
  const checked = checkSettings(schema, document.value);
  if ('data' in checked) return { data: checked.data, diagnostics: [] };
  return { diagnostics: settingsDiagnostics(document, checked.problems, { code }) };
}
