import {
  type AlterTableCmd,
  type ColumnDef,
  type Constraint,
  type SqlStatement,
} from '../sql/sql-statement.ts';
import { notNullColumn } from './not-null-check.ts';
import { type ColumnType, columnType } from './type-name.ts';
import { keyOf } from '../names/key-of.ts';

/** A table as the statements so far have made it. */
export interface KnownTable {
  readonly columns: Map<string, ColumnType>;
  /** Columns that a validated `CHECK (… IS NOT NULL)` keeps filled, by the check's name. */
  readonly filled: Map<string, { readonly column: string; isValid: boolean }>;
  /** Made by the migrations that are judged: it cannot have rows yet. */
  isNew: boolean;
}

/** A name as a statement gives it. */
export interface NameInSchema {
  readonly schema?: string | undefined;
  readonly name: string;
}

/**
 * What the SQL so far says about tables: read from the statements alone, so that it is there without a database. What
 * only happens at run time (`DO`, `EXECUTE`) is not in it, and an unknown thing is judged as the worst it could be.
 */
export class SchemaHistory {
  readonly #tables = new Map<string, KnownTable>();
  readonly #indexes = new Map<string, NameInSchema>();
  readonly #defaultSchema: string;

  constructor(defaultSchema: string) {
    this.#defaultSchema = defaultSchema;
  }

  table(name: NameInSchema): KnownTable | undefined {
    return this.#tables.get(this.#key(name));
  }

  /** The table an index was made on. */
  tableOfIndex(index: NameInSchema): NameInSchema | undefined {
    return this.#indexes.get(this.#key(index));
  }

  /** From here on every table may have rows. */
  settle(): void {
    for (const table of this.#tables.values()) table.isNew = false;
  }

  /** Takes in what a statement changes. */
  apply({ node, objects }: SqlStatement): void {
    if ('CreateStmt' in node) {
      const { relation, tableElts = [] } = node.CreateStmt;
      const table = this.#add({ schema: relation?.schemaname, name: relation?.relname ?? '' });
      for (const part of tableElts) {
        if ('ColumnDef' in part) addColumn(table, part.ColumnDef);
        if ('Constraint' in part) addCheck(table, part.Constraint);
      }
    }
    if ('AlterTableStmt' in node) {
      const { relation, cmds = [] } = node.AlterTableStmt;
      const table = this.table({ schema: relation?.schemaname, name: relation?.relname ?? '' });
      for (const command of cmds) {
        if (table && 'AlterTableCmd' in command) alter(table, command.AlterTableCmd);
      }
    }
    for (const object of objects) {
      const { kind, touch, schema, name, table, column, newName } = object;
      if (kind === 'index' && touch === 'create' && table !== undefined) {
        this.#indexes.set(this.#key(object), { schema, name: table });
      }
      if (kind === 'table' && touch === 'drop' && column === undefined)
        this.#tables.delete(this.#key(object));
      if (touch === 'rename' && newName !== undefined) {
        const renamed = { schema, name: newName };
        if (kind === 'table' && column !== undefined)
          move(this.table({ schema, name })?.columns, column, newName);
        else if (kind === 'table') move(this.#tables, this.#key(object), this.#key(renamed));
        else if (kind === 'index') move(this.#indexes, this.#key(object), this.#key(renamed));
      }
    }
  }

  #add(name: NameInSchema): KnownTable {
    const table: KnownTable = { columns: new Map(), filled: new Map(), isNew: true };
    this.#tables.set(this.#key(name), table);
    return table;
  }

  #key({ schema = this.#defaultSchema, name }: NameInSchema): string {
    return keyOf({ schema, name });
  }
}

function alter(table: KnownTable, { subtype, name = '', def }: AlterTableCmd): void {
  if (def && 'ColumnDef' in def) {
    const column = def.ColumnDef;
    if (column.colname !== undefined) addColumn(table, column);
    else if (column.typeName) table.columns.set(name, columnType(column.typeName));
  }
  if (def && 'Constraint' in def) addCheck(table, def.Constraint);
  if (subtype === 'AT_DropColumn') table.columns.delete(name);
  if (subtype === 'AT_DropConstraint') table.filled.delete(name);
  if (subtype === 'AT_ValidateConstraint') {
    const check = table.filled.get(name);
    if (check) check.isValid = true;
  }
}

function addColumn({ columns }: KnownTable, { colname = '', typeName }: ColumnDef): void {
  if (typeName) columns.set(colname, columnType(typeName));
}

function addCheck({ filled }: KnownTable, constraint: Constraint): void {
  const column = notNullColumn(constraint);
  if (column !== undefined) {
    filled.set(constraint.conname ?? '', { column, isValid: constraint.skip_validation !== true });
  }
}

function move<Value>(map: Map<string, Value> | undefined, from: string, to: string): void {
  const value = map?.get(from);
  if (map && value !== undefined) {
    map.delete(from);
    map.set(to, value);
  }
}
