import { type CatalogEntry } from '../../migrate/rollback/catalog-entry.ts';

/** What Prisma's own comparison does not look at, and only the migrations know: by kind, sorted. */
export type UnseenObjects = Readonly<Record<string, readonly string[]>>;

const unseen = new Set([
  'view',
  'materialized view',
  'function',
  'trigger',
  'rule',
  'policy',
  'row security',
  'domain',
  'statistics',
]);

/** Names what a schema cannot declare, so that a person knows that it is there and stays. */
export function unseenObjects(catalog: readonly CatalogEntry[]): UnseenObjects {
  const found: Record<string, string[]> = {};
  for (const entry of catalog) {
    const kind = kindOf(entry);
    if (kind !== undefined) (found[kind] ??= []).push(entry.name);
  }
  return Object.fromEntries(
    Object.entries(found)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([kind, names]) => [kind, names.sort()]),
  );
}

function kindOf({ kind, definition }: CatalogEntry): string | undefined {
  if (unseen.has(kind)) return kind;
  if (kind === 'constraint' && definition.startsWith('CHECK')) return 'check';
  if (kind === 'constraint' && definition.startsWith('EXCLUDE')) return 'exclusion';
  return kind === 'index' && / WHERE /.test(definition) ? 'partial index' : undefined;
}
