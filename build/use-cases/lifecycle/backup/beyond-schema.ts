import { type Session } from '../../../postgres/connection/open-session.ts';
import { readScript } from '../../../postgres/sql/read-script.ts';
import { type CatalogEntry } from '../../migrate/rollback/catalog-entry.ts';
import { readCatalog } from '../../migrate/rollback/read-catalog.ts';
import { type HeldTable } from '../purge/find-holdings.ts';

/** In the order they are made: a foreign key may need a unique index, and what holds for rows comes behind the rows. */
const kinds = ['index', 'constraint', 'trigger', 'rule', 'policy', 'row security'];

/**
 * SQL for what the tables have and Prisma's engine does not describe: checks, further indexes and foreign keys, triggers, and
 * the policies without which every tenant would see the rows of all.
 *
 * @param schema SQL that makes the tables as the engine knows them
 */
export async function beyondSchema(
  session: Session,
  schema: string,
  tables: readonly HeldTable[],
): Promise<string[]> {
  const { statements } = await readScript(schema);
  const made = new Set(
    statements.flatMap(({ objects }) =>
      objects.filter(({ kind }) => kind === 'index' || kind === 'constraint').map(({ name }) => name),
    ),
  );
  const own = new Set(
    tables
      .flatMap((table) => [table, ...(table.partitioning?.partitions ?? [])])
      .map(({ schema: place, name }) => [place, name].join('\n')),
  );
  const isMissing = ({ kind, name, table, definition }: CatalogEntry): boolean => {
    if (!kinds.includes(kind) || table === null || !own.has(partsOf(table).join('\n'))) return false;
    if (kind !== 'index' && kind !== 'constraint') return true;
    return !definition.startsWith('PRIMARY KEY') && !made.has(partsOf(name).at(-1) ?? '');
  };
  const missing = (await readCatalog(session)).filter(isMissing);
  const rank = ({ kind, definition }: CatalogEntry): number =>
    kinds.indexOf(kind) + (definition.startsWith('FOREIGN KEY') ? 0.5 : 0);
  return missing
    .sort((a, b) => rank(a) - rank(b))
    .flatMap(({ create }) => (create === null ? [] : [create.endsWith(';') ? create : `${create};`]));
}

/** `public."Queue".x` in its parts, without quotes. */
function partsOf(name: string): string[] {
  const parts = name.matchAll(/"((?:[^"]|"")*)"|([^".]+)/g);
  return [...parts].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain);
}
