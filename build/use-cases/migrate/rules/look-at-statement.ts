import {
  type AlterTableCmd,
  type ColumnDef,
  type Constraint,
  type SqlObject,
  type SqlObjectKind,
  type SqlStatement,
  type SqlTouch,
} from '../../../postgres/sql/sql-statement.ts';
import { type RuleContext } from './rule.ts';

/** One part of an `ALTER TABLE`, and the object it is about. */
export interface AlterPart {
  readonly command: AlterTableCmd;
  /** The table, or the column where the part names one. */
  readonly object: SqlObject;
}

/** The parts of an `ALTER TABLE` on a table that may have rows; of any other statement none. */
export function alterParts({ node, objects }: SqlStatement, { history }: RuleContext): AlterPart[] {
  const table = objects.find(({ kind, touch }) => kind === 'table' && touch === 'alter');
  if (!('AlterTableStmt' in node) || !table || history.table(table)?.isNew === true) return [];
  return (node.AlterTableStmt.cmds ?? []).flatMap((part) => {
    if (!('AlterTableCmd' in part)) return [];
    const command = part.AlterTableCmd;
    const column = addedColumn(command)?.colname ?? command.name;
    const object = objects.find((one) => one.column !== undefined && one.column === column) ?? table;
    return [{ command, object }];
  });
}

/** The column an `ADD COLUMN` adds. */
export function addedColumn({ subtype, def }: AlterTableCmd): ColumnDef | undefined {
  return subtype === 'AT_AddColumn' && def && 'ColumnDef' in def ? def.ColumnDef : undefined;
}

/** The constraint an `ADD CONSTRAINT` adds, and those of a column that is added. */
export function addedConstraints(command: AlterTableCmd): readonly Constraint[] {
  const { def } = command;
  if (def && 'Constraint' in def) return [def.Constraint];
  return columnConstraints(addedColumn(command));
}

export function columnConstraints(column: ColumnDef | undefined): Constraint[] {
  return (column?.constraints ?? []).flatMap((node) => ('Constraint' in node ? [node.Constraint] : []));
}

/** Objects of a kind with which the statement does something; columns are not among them. */
export function touched({ objects }: SqlStatement, kind: SqlObjectKind, ...touches: SqlTouch[]): SqlObject[] {
  return objects.filter(
    (one) => one.kind === kind && one.column === undefined && touches.includes(one.touch),
  );
}

/** `"schema"."table"` or `"table"`, with the column if there is one. */
export function quoteObject({ schema, name, column }: Pick<SqlObject, 'schema' | 'name' | 'column'>): string {
  return [schema, name, column]
    .filter((part) => part !== undefined)
    .map((part) => `"${part}"`)
    .join('.');
}
