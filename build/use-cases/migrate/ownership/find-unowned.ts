import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type SqlObject, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedMigration } from './attribute-history.ts';
import { keyOf } from '../../../postgres/names/key-of.ts';

/** A table or an enum type that the migrations leave behind and no component owns. */
export interface UnownedObject {
  readonly kind: 'table' | 'type';
  readonly name: string;
  /** Name of the migration that makes it. */
  readonly migration: string;
  readonly location: SourceLocation;
}

/** The tables and types of the history that neither a component, nor the lock, nor a record knows, in the order they are made. */
export function findUnowned(
  migrations: readonly AttributedMigration[],
  defaultSchema: string,
): UnownedObject[] {
  const left = new Map<string, UnownedObject>();
  const key = ({ schema = defaultSchema }: SqlObject, name: string) => keyOf({ schema, name });
  for (const { migration, statements } of migrations) {
    const starts = lineStarts(migration.sql);
    for (const { statement, owner, changes } of statements) {
      for (const { object, owner: ownOwner } of changes) {
        const { kind, name, newName, touch, column, offset } = object;
        if (kind === 'schema' && touch === 'drop') forgetSchema(left, name);
        if ((kind !== 'table' && kind !== 'type') || column !== undefined) continue;
        if (touch === 'drop') left.delete(key(object, name));
        if (touch === 'rename' && newName !== undefined) {
          const known = left.get(key(object, name));
          left.delete(key(object, name));
          if (known) left.set(key(object, newName), { ...known, name: newName });
        }
        if (touch !== 'create' || (ownOwner ?? owner) || !needsOwner(statement, kind)) continue;
        const location = { file: migration.file, ...positionAt(starts, offset), length: name.length };
        left.set(key(object, name), { kind, name, migration: migration.id, location });
      }
    }
  }
  return [...left.values()];
}

export function describeUnowned({ kind, name, migration, location }: UnownedObject): Diagnostic {
  return {
    code: migrateCodes.unowned,
    severity: 'error',
    message: `Migration "${migration}" makes ${kind} "${name}", which no component owns.`,
    hint: `Bring the component that declares it into the project, or, if it was written by hand for one, run \`tessera migrate record ${migration} --component <name>\`.`,
    location,
  };
}

function forgetSchema(left: Map<string, UnownedObject>, schema: string): void {
  for (const key of left.keys()) if (key.startsWith(keyOf({ schema, name: '' }))) left.delete(key);
}

/** Not a temporary table, which ends with its session; a partition or a child, which is a part of another; a domain. */
function needsOwner({ node }: SqlStatement, kind: 'table' | 'type'): boolean {
  if (kind === 'type') return 'CreateEnumStmt' in node;
  if ('CreateStmt' in node) {
    const { relation, inhRelations = [] } = node.CreateStmt;
    return relation?.relpersistence !== 't' && inhRelations.length === 0;
  }
  return !('CreateTableAsStmt' in node) || node.CreateTableAsStmt.into?.rel?.relpersistence !== 't';
}
