import { type SqlObject, type SqlObjectKind } from './sql-statement.ts';

/** What shares its names with tables, or is a part of one. */
const kinds: ReadonlySet<SqlObjectKind> = new Set([
  'table',
  'view',
  'index',
  'sequence',
  'constraint',
  'trigger',
  'policy',
]);

/**
 * The temporary tables of a script, statement by statement: while one is there, its name hides any other of that name. A
 * migration is taken as a session of its own.
 */
export class TemporaryNames {
  readonly #names = new Set<string>();

  /** Marks what is temporary, and takes in what the statement makes, renames and drops. */
  mark(objects: readonly SqlObject[]): SqlObject[] {
    return objects.map((object) => {
      const { kind, touch, name, newName, column, table } = object;
      if (!object.isTemporary && !this.#isOfOne(object)) return object;
      if (column === undefined && (table === undefined || kind === 'index')) {
        if (touch === 'create') this.#names.add(name);
        if (touch === 'drop') this.#names.delete(name);
        if (touch === 'rename' && newName !== undefined && this.#names.delete(name)) this.#names.add(newName);
      }
      return { ...object, isTemporary: true };
    });
  }

  #isOfOne({ kind, touch, schema, name, table, column }: SqlObject): boolean {
    // A table without TEMPORARY is made beside one of its name.
    if (!kinds.has(kind) || (touch === 'create' && table === undefined && column === undefined)) return false;
    return isTemporarySchema(schema) || (schema === undefined && this.#names.has(table ?? name));
  }
}

export function isTemporarySchema(schema: string | undefined): boolean {
  return schema === 'pg_temp';
}
