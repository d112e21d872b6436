import { hasRows } from '../../../prisma-engine/has-rows.ts';
import { setIndexesApart } from '../../../postgres/sql/set-indexes-apart.ts';
import { type SqlScript } from '../../../postgres/sql/sql-statement.ts';
import { type Rehearsal } from '../rehearsal/rehearse-next.ts';
import { type LookedAtDatabase } from './look-at-database.ts';

/**
 * The next migration as `prisma migrate dev` writes it beside this database: indexes on tables that have rows there are built by
 * a migration of their own. One that PostgreSQL refuses stays as it is, with what it says of it.
 */
export async function indexesApart(
  next: SqlScript,
  rehearsal: Rehearsal | undefined,
  database: LookedAtDatabase | { readonly reason: string },
): Promise<{ readonly next: SqlScript; readonly indexes?: SqlScript | undefined }> {
  if ('reason' in database || (rehearsal && rehearsal.failed.size > 0)) return { next };
  const { rest, indexes } = await setIndexesApart(next, (table) => hasRows(database.session, table));
  return { next: rest, indexes };
}
