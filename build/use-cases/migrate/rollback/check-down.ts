import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { needsNoTransaction } from '../../../postgres/sql/needs-no-transaction.ts';
import { parseScript } from '../../../postgres/sql/parse-script.ts';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type DownFile } from './down-file.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** What keeps a reverse script from being run as a part of one transaction; without a database. */
export async function checkDown({ file, text }: Pick<DownFile, 'file' | 'text'>): Promise<Diagnostic[]> {
  const { statements, problem } = await parseScript(text);
  if (problem) {
    return [
      {
        code: rollbackCodes.unreadable,
        severity: 'error',
        message: `PostgreSQL cannot read the reverse script: ${problem.message}.`,
        hint: 'Correct it, and test it with "tessera migrate down --check".',
        location: { file, line: problem.line, column: problem.column },
      },
    ];
  }
  return statements.filter(isNoPart).map((statement) => ({
    code: rollbackCodes.ownTransaction,
    severity: 'error' as const,
    message: `A rollback is one transaction, of which "${firstWords(statement)}" cannot be a part.`,
    hint: 'Take BEGIN, COMMIT and ROLLBACK out of the script, and CONCURRENTLY out of its indexes.',
    location: {
      file,
      line: statement.line,
      column: statement.column,
      length: firstWords(statement).length,
    },
  }));
}

/** Statements of the transaction itself, and those that PostgreSQL runs outside of one only. */
function isNoPart(statement: SqlStatement): boolean {
  if (statement.kind === 'TransactionStmt')
    return !/^(savepoint|release|rollback\s+to)\b/i.test(statement.text);
  return needsNoTransaction(statement);
}

function firstWords({ text }: Pick<SqlStatement, 'text'>): string {
  return text.split(/\s+/).slice(0, 4).join(' ');
}
