import { type AlterTableCmd, type ColumnDef, type Constraint, type SqlNode } from '../sql/sql-statement.ts';
import { type HistoryObject } from './history-object.ts';
import { notNullColumn } from './not-null-check.ts';
import { columnType } from '../types/column-type.ts';

type Table = Pick<HistoryObject, 'columns' | 'filled'>;

/** Takes into a table the columns and checks of its `CREATE TABLE`, or what an `ALTER TABLE` does to them. */
export function applyToColumns(table: Table, node: SqlNode): void {
  if ('CreateStmt' in node) {
    for (const part of node.CreateStmt.tableElts ?? []) {
      if ('ColumnDef' in part) addColumn(table, part.ColumnDef);
      if ('Constraint' in part) addCheck(table, part.Constraint);
    }
  }
  if ('AlterTableStmt' in node) {
    for (const command of node.AlterTableStmt.cmds ?? []) {
      if ('AlterTableCmd' in command) alter(table, command.AlterTableCmd);
    }
  }
}

export function nameColumnAnew({ columns, filled }: Table, from: string, to: string): void {
  moveKey(columns, from, to);
  for (const check of filled.values()) if (check.column === from) check.column = to;
}

/** Gives a value another key; a key that is not there stays so. */
export function moveKey<Value>(map: Map<string, Value>, from: string, to: string): void {
  const value = map.get(from);
  if (value === undefined) return;
  map.delete(from);
  map.set(to, value);
}

function alter(table: Table, { subtype, name = '', def, missing_ok: mayBeThere }: AlterTableCmd): void {
  const { columns, filled } = table;
  if (def && 'ColumnDef' in def) {
    const column = def.ColumnDef;
    if (column.colname !== undefined) {
      if (!mayBeThere || !columns.has(column.colname)) addColumn(table, column);
    } else if (column.typeName) columns.set(name, columnType(column.typeName));
  }
  if (def && 'Constraint' in def) addCheck(table, def.Constraint);
  if (subtype === 'AT_DropColumn') {
    columns.delete(name);
    // PostgreSQL drops the checks of the column with it.
    for (const [check, { column }] of filled) if (column === name) filled.delete(check);
  }
  if (subtype === 'AT_DropConstraint') filled.delete(name);
  if (subtype === 'AT_ValidateConstraint') {
    const check = filled.get(name);
    if (check) check.isValid = true;
  }
}

function addColumn({ columns }: Table, { colname = '', typeName }: ColumnDef): void {
  if (typeName) columns.set(colname, columnType(typeName));
}

function addCheck({ filled }: Table, constraint: Constraint): void {
  const column = notNullColumn(constraint);
  if (column === undefined) return;
  filled.set(constraint.conname ?? '', { column, isValid: constraint.skip_validation !== true });
}
