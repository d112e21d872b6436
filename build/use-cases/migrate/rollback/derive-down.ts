import { alterColumn, swapEnum, turnPartition } from './alter-sql.ts';
import { type Catalog, type CatalogEntry, entryKey } from './catalog-entry.ts';
import { compareCatalogs } from './compare-catalogs.ts';
import { type Operation, orderOperations } from './order-operations.ts';

/**
 * The way from a schema back to the one before: what is too much is removed, what is missing is made in PostgreSQL's own words
 * for it, what has changed is altered in place or made anew, each before and after what it depends on.
 */
export function deriveDown(before: Catalog, after: Catalog): string {
  const { dropped, created, altered, rebuilt } = compareCatalogs(before, after);
  const operations: Operation[] = [];
  const add = (phase: Operation['phase'], entry: CatalogEntry, sql: string | null): void => {
    if (sql !== null && sql !== '')
      operations.push({ phase, key: entryKey(entry), kind: entry.kind, name: entry.name, sql });
  };
  for (const entry of dropped) add('drop', entry, entry.drop);
  for (const entry of created) add('create', entry, entry.create);
  for (const { from, to, isReplaced } of rebuilt) {
    if (!isReplaced) add('drop', from, dropOf(from));
    add('create', to, createOf(to));
  }
  for (const { from, to } of altered) {
    if (from.kind === 'enum') add('alter', to, swapEnum(to, columnsOf(entryKey(to), before, after)));
    else if (from.kind === 'table') add('alter', to, turnPartition(from, to));
    else add('alter', to, alterColumn(from, to));
  }
  return orderOperations(operations, before, after)
    .map(({ phase, kind, sql }) => `-- ${titles[phase]} ${kind}\n${sql}`)
    .join('\n\n');
}

const titles = { drop: 'Drop', alter: 'Alter', create: 'Create' } as const;

/** Columns that have the type before and after. */
function columnsOf(type: string, before: Catalog, after: Catalog) {
  const now = new Map(after.entries.map((entry) => [entryKey(entry), entry]));
  return before.entries.flatMap((to) => {
    const key = entryKey(to);
    const from = now.get(key);
    const isOne = to.kind === 'column' && before.needs.get(key)?.has(type) && after.needs.get(key)?.has(type);
    return isOne && from && to.create !== null ? [{ from, to }] : [];
  });
}

/** Of a column that stays, only the default is in the way of what it calls. */
function dropOf({ drop, table, details }: CatalogEntry): string | null {
  const column = details?.column;
  if (!column || column.generated !== null) return drop;
  return column.default === null
    ? null
    : `ALTER TABLE ${table ?? ''} ALTER COLUMN ${column.name} DROP DEFAULT;`;
}

function createOf({ create, table, details }: CatalogEntry): string | null {
  const column = details?.column;
  if (!column || column.generated !== null) return create;
  return column.default === null
    ? null
    : `ALTER TABLE ${table ?? ''} ALTER COLUMN ${column.name} SET DEFAULT ${column.default};`;
}
