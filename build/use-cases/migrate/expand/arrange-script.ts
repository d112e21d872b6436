import { readScript } from '../../../postgres/sql/read-script.ts';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Prisma's statements in the form that lets others go on. */
export interface ArrangedScript {
  /** In one transaction. */
  readonly statements: readonly string[];
  /** Each a migration of its own, as PostgreSQL wants it. */
  readonly alone: readonly string[];
  /** To be done when all rows are there. */
  readonly validate: readonly string[];
}

/** @param withoutIndexes indexes that go with their columns anyway */
export async function arrangeScript(
  text: string,
  withoutIndexes: ReadonlySet<string> = new Set(),
): Promise<ArrangedScript> {
  const { statements: parsed } = await readScript(text);
  const made = new Set<string>();
  const [statements, alone, validate]: [string[], string[], string[]] = [[], [], []];
  for (const statement of parsed) {
    const { objects, node, kind } = statement;
    if (kind === 'TransactionStmt') continue;
    const created = objects.find(
      (one) => one.kind === 'table' && one.touch === 'create' && one.column === undefined,
    );
    if (created) made.add(created.name);
    const table = objects.find((one) => one.kind === 'table' && one.touch === 'alter')?.name ?? '';
    if ('DropStmt' in node && objects.some((one) => one.kind === 'index' && withoutIndexes.has(one.name)))
      continue;
    if ('IndexStmt' in node && !made.has(table)) {
      alone.push(`${statement.text.replace(/^(CREATE\s+(?:UNIQUE\s+)?INDEX)\b/i, '$1 CONCURRENTLY')};`);
      continue;
    }
    const key = made.has(table) ? undefined : addedReference(statement);
    if (key === undefined) {
      statements.push(`${statement.text};`);
      continue;
    }
    statements.push(`${statement.text} NOT VALID;`);
    const altered =
      /^ALTER\s+TABLE\s+(?:ONLY\s+)?((?:"(?:[^"]|"")+"|\w+)(?:\.(?:"(?:[^"]|"")+"|\w+))?)/i.exec(
        statement.text,
      );
    validate.push(`ALTER TABLE ${altered?.[1] ?? ''} VALIDATE CONSTRAINT ${key};`);
  }
  return { statements, alone, validate };
}

/** The name of the one foreign key a statement adds to a table that has rows, quoted. */
function addedReference({ node, objects, text }: SqlStatement): string | undefined {
  if (!('AlterTableStmt' in node) || (node.AlterTableStmt.cmds ?? []).length !== 1) return undefined;
  if (!/\bFOREIGN\s+KEY\b/i.test(text)) return undefined;
  const name = objects.find((one) => one.kind === 'constraint' && one.touch === 'create')?.name;
  return name === undefined ? undefined : quoteIdentifier(name);
}
