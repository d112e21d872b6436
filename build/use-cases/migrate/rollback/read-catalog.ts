import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Catalog, type CatalogEntry, entryKey } from './catalog-entry.ts';
import { catalogQuery, needsQuery } from './catalog-query.ts';

/**
 * Reads the whole schema of a database: also what Prisma does not look at (checks, triggers, functions, policies, comments,
 * rights). Left out: rows, the order of columns, owners, extensions' own objects, Prisma's record and the tool's schema.
 */
export async function readCatalog({ pool }: Pick<Session, 'pool'>): Promise<CatalogEntry[]> {
  const { rows } = await pool.query<CatalogEntry>(catalogQuery);
  return rows;
}

/** A line an entry, for comparisons and for people. */
export function describeEntry({ kind, name, definition }: CatalogEntry): string {
  return `${kind} ${name}${definition === '' ? '' : `: ${definition}`}`;
}

/** The whole schema with what depends on what, as PostgreSQL keeps it (`pg_depend`). */
export async function readDependencies(session: Pick<Session, 'pool'>): Promise<Catalog> {
  const entries = await readCatalog(session);
  const { rows } = await session.pool.query<{ dependent: string; needed: string }>(needsQuery);
  const keys = new Map<string, string>();
  for (const entry of entries) {
    const isMain = entry.kind !== 'comment' && entry.kind !== 'sequence settings' && entry.address !== '';
    if (isMain) keys.set(entry.address, entryKey(entry));
  }
  // Columns of views have no entries: they are the view.
  const keyAt = (address: string): string | undefined =>
    keys.get(address) ?? keys.get(`${address.slice(0, address.lastIndexOf('.'))}.0`);
  const needs = new Map<string, Set<string>>(entries.map((entry) => [entryKey(entry), outerThings(entry)]));
  for (const entry of entries) {
    const about = entry.kind === 'comment' ? keyAt(entry.address) : undefined;
    if (about !== undefined) needs.get(entryKey(entry))?.add(about);
  }
  for (const { dependent, needed } of rows) {
    const [from, to] = [keyAt(dependent), keyAt(needed)];
    if (from !== undefined && to !== undefined && from !== to) needs.get(from)?.add(to);
  }
  return { entries, needs };
}

/** What an entry's own words say that it needs. */
function outerThings({ kind, name, table, details }: CatalogEntry): Set<string> {
  const found = new Set<string>();
  if (table !== null && kind !== 'table') found.add(entryKey({ kind: 'table', name: table }));
  if (kind === 'sequence owner' || kind === 'sequence settings')
    found.add(entryKey({ kind: 'sequence', name }));
  if (kind === 'sequence owner' && details?.ownedBy)
    found.add(entryKey({ kind: 'column', name: details.ownedBy }));
  return found;
}
