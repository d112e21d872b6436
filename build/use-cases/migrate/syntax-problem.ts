import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parseScript } from '../../postgres/sql/parse-script.ts';
import { type SqlProblem } from '../../postgres/sql/sql-statement.ts';
import { migrateCodes } from './migrate-codes.ts';
import { type Migration } from '../../postgres/history/read-migrations.ts';

/** Committed migrations that PostgreSQL cannot read. */
export async function findSyntaxProblems(migrations: readonly Migration[]): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  for (const migration of migrations) {
    const { problem } = await parseScript(migration.sql);
    if (problem) found.push(syntaxProblem(migration, problem));
  }
  return found;
}

/** A committed migration that PostgreSQL cannot read. */
export function syntaxProblem(
  { id, file }: Pick<Migration, 'id' | 'file'>,
  { message, line, column }: SqlProblem,
): Diagnostic {
  return {
    code: migrateCodes.syntax,
    severity: 'error',
    message: `PostgreSQL cannot read migration "${id}": ${message}.`,
    hint: 'Correct the SQL; as it is, every command that applies migrations stops here.',
    location: { file, line, column },
  };
}
