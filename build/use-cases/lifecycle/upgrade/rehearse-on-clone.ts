import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { applyMigrations } from '../../../prisma-engine/apply-migrations.ts';
import { EngineError } from '../../../postgres/connection/engine-error.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { cloneDatabase, type DatabaseClone } from './clone-database.ts';
import { countAllRows } from './count-all-rows.ts';

/** What happened to a copy of the database. */
export interface CloneRehearsal {
  readonly madeBy: DatabaseClone['madeBy'];
  readonly rows: number;
  /** Reasons against it; empty when every row is still there. */
  readonly problems: readonly Diagnostic[];
}

/**
 * Applies the migrations of the rehearsal to a copy of the database with all its rows.
 *
 * @param before migrations of the project; `after`: those of the rehearsal
 */
export async function rehearseOnClone(
  { url, session }: { readonly url: string; readonly session: Session },
  { before, after }: { readonly before: string; readonly after: string },
  isLossAccepted: boolean,
): Promise<CloneRehearsal> {
  const clone = await cloneDatabase(url, session, before);
  try {
    const rows = await countAllRows(clone.target);
    const total = [...rows.values()].reduce((sum, count) => sum + count, 0);
    const answer = (problems: readonly Diagnostic[]): CloneRehearsal => ({
      madeBy: clone.madeBy,
      rows: total,
      problems,
    });
    try {
      await applyMigrations({ url: clone.url }, after);
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      const [first = ''] = error.message.split('\n\nDatabase error:\n').slice(-1);
      return answer([
        refusal(
          `Its migration fails on a copy of the database: ${first.trim()}`,
          'Mend the migration, or the rows it does not fit.',
        ),
      ]);
    }
    const now = await countAllRows(clone.target);
    const lost = [...rows].filter(([table, count]) => (now.get(table) ?? 0) < count);
    return answer(
      isLossAccepted
        ? []
        : lost.map(([table, count]) =>
            refusal(
              `Its migration leaves ${String(now.get(table) ?? 0)} of ${String(count)} rows of ${table}.`,
              'Keep the rows, or say that they may go: --accept-data-loss.',
            ),
          ),
    );
  } finally {
    await clone.drop().catch((error: unknown) => {
      // The verdict stands; a database called tessera_rehearsal_… is left.
      if (!types.isNativeError(error)) throw error;
    });
  }
}

function refusal(message: string, hint: string): Diagnostic {
  return { code: lifecycleCodes.noGo, severity: 'error', message, hint };
}
