import { readScript } from '../../../postgres/sql/read-script.ts';
import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';

/**
 * Cuts statements into transactions, each of which locks one table at most, in the same order. With locks on two, it could
 * meet a request that holds one of them and, by a trigger or a foreign key, waits for the other: PostgreSQL would end the
 * request. Tables that the statements make themselves do not count, as no request uses them yet.
 */
export async function groupByLock(statements: readonly string[]): Promise<string[][]> {
  const made = new Set<string>();
  /** One table under two names. */
  const aliases = new Map<string, string>();
  const groups: { sql: string[]; table: string | undefined }[] = [];
  for (const sql of statements) {
    const { statements: parsed } = await readScript(sql);
    for (const { objects } of parsed) {
      for (const one of objects) {
        if (one.kind === 'table' && one.column === undefined && one.touch === 'create') made.add(one.name);
        if (one.kind === 'table' && one.column === undefined && one.touch === 'rename')
          aliases.set(one.newName ?? '', one.name);
      }
    }
    const names = parsed.flatMap(lockedTables).map((name) => aliases.get(name) ?? name);
    const table = names.find((name) => !made.has(name));
    const last = groups.at(-1);
    if (last && (table === undefined || last.table === undefined || last.table === table)) {
      last.sql.push(sql);
      last.table ??= table;
    } else groups.push({ sql: [sql], table });
  }
  return groups.map((group) => group.sql);
}

function lockedTables({ objects, kind }: SqlStatement): string[] {
  if (kind === 'DoStmt' || kind === 'ViewStmt') return [];
  return objects.flatMap((one) => {
    if (one.kind === 'trigger') return one.table ?? [];
    // A foreign key locks the table it points at, too.
    const isLocked = one.kind === 'table' && ['alter', 'drop', 'rename', 'refer'].includes(one.touch);
    return isLocked ? [one.name] : [];
  });
}
