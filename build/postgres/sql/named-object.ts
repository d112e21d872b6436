import type { ObjectType } from 'libpg-query';
import { type SqlObject, type SqlObjectKind, type SqlTouch } from './sql-statement.ts';
import { stringsOf } from './walk-tree.ts';

/** PostgreSQL's kinds of objects in our words; the others are `other`. */
const kinds: Readonly<Partial<Record<ObjectType, SqlObjectKind>>> = {
  OBJECT_TABLE: 'table',
  OBJECT_FOREIGN_TABLE: 'table',
  OBJECT_COLUMN: 'table',
  OBJECT_VIEW: 'view',
  OBJECT_MATVIEW: 'view',
  OBJECT_INDEX: 'index',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_TYPE: 'type',
  OBJECT_DOMAIN: 'type',
  OBJECT_ATTRIBUTE: 'type',
  OBJECT_FUNCTION: 'function',
  OBJECT_PROCEDURE: 'function',
  OBJECT_ROUTINE: 'function',
  OBJECT_AGGREGATE: 'function',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_POLICY: 'policy',
  OBJECT_SCHEMA: 'schema',
  OBJECT_EXTENSION: 'extension',
};

/** Objects that have a name of their own only inside a table: the table's name stands before theirs. */
const parts: ReadonlySet<ObjectType> = new Set([
  'OBJECT_COLUMN',
  'OBJECT_TABCONSTRAINT',
  'OBJECT_TRIGGER',
  'OBJECT_POLICY',
  'OBJECT_RULE',
]);

/** What PostgreSQL's name of a kind is in ours. */
export function objectKind(type: ObjectType | undefined): SqlObjectKind {
  return (type && kinds[type]) ?? 'other';
}

/** The object behind a list of names such as `schema.table.column`. */
export function namedObject(
  type: ObjectType | undefined,
  names: readonly string[],
  about: Pick<SqlObject, 'touch' | 'offset' | 'newName' | 'newSchema'>,
): SqlObject[] {
  const kind = objectKind(type);
  const [name, ...outer] = [...names].reverse();
  if (name === undefined) return [];
  if (!type || !parts.has(type)) return [{ ...about, kind, schema: outer[0], name }];
  const [table = '', schema] = outer;
  return type === 'OBJECT_COLUMN'
    ? [{ ...about, kind, schema, name: table, column: name }]
    : [{ ...about, kind, schema, name, table }];
}

/** The names in any of the shapes PostgreSQL's trees have for them. */
export function namesIn(node: unknown): string[] {
  if (Array.isArray(node)) return stringsOf(node);
  if (typeof node !== 'object' || node === null) return [];
  if ('String' in node) return stringsOf([node]);
  for (const key of ['List', 'TypeName', 'ObjectWithArgs', 'items', 'names', 'objname'] as const) {
    const inner: unknown = key in node ? Object.entries(node).find(([name]) => name === key)?.[1] : undefined;
    if (inner !== undefined) return namesIn(inner);
  }
  return [];
}

/** Shorthand of those that only ever create or alter one thing by its name. */
export function thing(
  kind: SqlObjectKind,
  names: readonly string[],
  touch: SqlTouch,
  offset: number,
): SqlObject[] {
  const [name, schema] = [...names].reverse();
  return name === undefined ? [] : [{ kind, schema, name, touch, offset }];
}
