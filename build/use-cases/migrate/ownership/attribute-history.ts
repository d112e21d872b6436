import { lineStarts } from '../../../diagnostics/text-position.ts';
import { SchemaHistory } from '../../../postgres/history/schema-history.ts';
import { type Owner, type Owners } from '../owners.ts';
import { type AttributedStatement, attributeStatement } from './attribute-statement.ts';
import { HistoryOwners } from './history-owners.ts';
import { type OwnerRecord, recordChecksum } from '../../../model/owner-record.ts';
import { type AnnotatedMigration } from './read-notes.ts';

/** A migration with the owner of each statement. */
export interface AttributedMigration {
  readonly migration: AnnotatedMigration;
  readonly statements: readonly AttributedStatement[];
}

export interface AttributedHistory {
  readonly migrations: readonly AttributedMigration[];
  /** Answers for what comes after them. */
  readonly owners: Owners;
  /** What all of them make. */
  readonly schemaHistory: SchemaHistory;
}

/** Walks the history from its start; where the schema no longer knows, the records do. */
export function attributeHistory(
  migrations: readonly AnnotatedMigration[],
  current: Owners,
  defaultSchema: string,
): AttributedHistory {
  const schemaHistory = new SchemaHistory(defaultSchema);
  for (const { id, file, sql, script } of migrations) {
    const source = { migration: id, file, lineStarts: lineStarts(sql) };
    for (const statement of script.statements) schemaHistory.apply(statement, source);
  }
  const owners = new HistoryOwners(current, schemaHistory);
  const attributed = migrations.map((migration) => {
    const { record, script, sql } = migration;
    const known = record?.checksum === recordChecksum(sql) ? record : undefined;
    const statements = script.statements.map((statement, at) => {
      const found = attributeStatement(statement, owners);
      const owner = recordedOwner(found.owner, known, at);
      if (owner) owners.record(statement, owner);
      return { ...found, owner };
    });
    return { migration, statements };
  });
  return { migrations: attributed, owners, schemaHistory };
}

/** The record wins: a table may have gone to another component since. */
function recordedOwner(
  found: Owner | undefined,
  record: OwnerRecord | undefined,
  at: number,
): Owner | undefined {
  const component = record?.statements[at]?.owner ?? undefined;
  if (component === undefined || component === found?.component) return found;
  return { component, version: record?.components[component] ?? '0.0.0' };
}
