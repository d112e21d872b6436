import { parseScript } from '../sql/parse-script.ts';
import { partitionChanges } from '../sql/partition-change.ts';
import { type SqlObject, type SqlStatement } from '../sql/sql-statement.ts';
import { temporaryTable } from '../sql/temporary-table.ts';

/** The tables and types that committed migrations leave in a database; a partition is a part of its table, not one of them. */
export interface HistoryNames {
  /** As the lock writes them: `schema.name` outside the default schema. Sorted. */
  readonly tables: readonly string[];
  readonly types: readonly string[];
  /** Whether a table or type is there after all of them; where the SQL cannot be read, whether it is named at all. */
  readonly has: (name: string) => boolean;
}

/** Reads migrations from the oldest to the newest; needs no database. What only happens at run time is not seen. */
export async function historyNames(scripts: readonly string[], defaultSchema: string): Promise<HistoryNames> {
  const names = { table: new Set<string>(), type: new Set<string>() };
  const unread: string[] = [];
  for (const text of scripts) {
    // Of another database's SQL a mention has to do: `has` answers for it.
    const { statements = [], problem } = await parseScript(text);
    if (problem || statements.some(isProgram)) unread.push(text);
    const temporary = new Set(statements.flatMap(({ node }) => temporaryTable(node) ?? []));
    for (const { objects, node } of statements) {
      // Within its script the name of a temporary table hides any other of that name.
      const lasting = objects.filter(
        ({ name, schema }) => !temporary.has(name) || !isTemporarySchema(schema),
      );
      for (const one of lasting) apply(names, one, defaultSchema);
      for (const { touch, partition } of partitionChanges(node)) {
        const name = fullName(partition, defaultSchema);
        if (touch === 'detach') names.table.add(name);
        else names.table.delete(name);
      }
    }
  }
  const isNamed = (name: string): boolean => {
    const last = name.slice(name.lastIndexOf('.') + 1);
    return unread.some((text) =>
      [`"${last}"`, `\`${last}\``, `[${last}]`].some((quoted) => text.includes(quoted)),
    );
  };
  return {
    tables: [...names.table].sort(),
    types: [...names.type].sort(),
    has: (name) => names.table.has(name) || names.type.has(name) || isNamed(name),
  };
}

function apply(
  names: Readonly<Record<'table' | 'type', Set<string>>>,
  { kind, touch, schema, name, column, newName }: SqlObject,
  defaultSchema: string,
): void {
  const full = (one: string): string => fullName({ schema, name: one }, defaultSchema);
  if (kind === 'schema' && touch === 'drop') {
    for (const set of Object.values(names)) {
      for (const one of set) if (one.startsWith(`${name}.`)) set.delete(one);
    }
  }
  if ((kind !== 'table' && kind !== 'type') || column !== undefined) return;
  if (touch === 'create') names[kind].add(full(name));
  if (touch === 'drop') names[kind].delete(full(name));
  if (touch === 'rename' && newName !== undefined && names[kind].delete(full(name))) {
    names[kind].add(full(newName));
  }
}

function fullName({ schema, name }: Pick<SqlObject, 'schema' | 'name'>, defaultSchema: string): string {
  return schema === undefined || schema === defaultSchema ? name : `${schema}.${name}`;
}

function isTemporarySchema(schema: string | undefined): boolean {
  return schema === undefined || schema === 'pg_temp';
}

function isProgram({ kind }: SqlStatement): boolean {
  return kind === 'DoStmt' || kind === 'CallStmt';
}
