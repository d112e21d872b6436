import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { withThrowAwayDatabase } from '../../../postgres/throw-away/throw-away-database.ts';
import { type CatalogEntry } from '../../migrate/rollback/catalog-entry.ts';
import { readCatalog } from '../../migrate/rollback/read-catalog.ts';
import { runScript } from '../../migrate/rollback/run-script.ts';

/** Everything in a database that migrations have built from nothing. */
export type ReplayedCatalog =
  | { readonly ok: true; readonly catalog: readonly CatalogEntry[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Applies migrations to a throw-away database and reads all of it, also what Prisma does not look at.
 *
 * @param work while the database is there
 */
export async function replayCatalog(
  migrations: readonly Migration[],
  target: EngineTarget,
  work: (session: Session) => Promise<void> = () => Promise.resolve(),
): Promise<ReplayedCatalog> {
  return await withThrowAwayDatabase(target, async (session): Promise<ReplayedCatalog> => {
    for (const { file, sql } of migrations) {
      const broken = await runScript(session, { file, text: sql });
      if (broken) return { ok: false, diagnostics: [broken.diagnostic] };
    }
    const catalog = await readCatalog(session);
    await work(session);
    return { ok: true, catalog };
  });
}
