import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { withReplayDatabase } from '../migrate/replay/replay-database.ts';
import { adoptCodes } from './adopt-codes.ts';
import { type AdoptionReport, type AdoptRequest } from './adoption.ts';
import { type PlannedAdoption } from './planned-adoption.ts';
import { compareLive } from './proof/compare-live.ts';
import { proveHistory } from './proof/prove-history.ts';
import { unseenObjects } from './proof/unseen-objects.ts';

/** The database of the application. */
interface Place {
  readonly from: string;
  readonly url: string | undefined;
}

interface AdoptionProof {
  readonly found: Partial<AdoptionReport>;
  readonly diagnostics: readonly Diagnostic[];
  /** The database that was named does not answer. */
  readonly isUnreachable: boolean;
}

/**
 * The proof that an adoption changes nothing: the migrations build the schema, and the database is what they build.
 *
 * @throws EngineError, DatabaseError when there is no server to replay on
 */
export async function proveAdoption(
  { projectDir, env, databaseUrlFrom }: AdoptRequest,
  { history, components }: PlannedAdoption,
  { from, url }: Place,
): Promise<AdoptionProof> {
  // SHADOW_DATABASE_URL counts beside the URL of the application only.
  const replayEnv = url === undefined ? env : { ...env, DATABASE_URL: url };
  return await withReplayDatabase(projectDir, replayEnv, async (target) => {
    const proof = await proveHistory(history, components, target);
    const { catalog } = proof;
    if (!catalog || hasErrors(proof.diagnostics))
      return { found: {}, diagnostics: proof.diagnostics, isUnreachable: false };
    const unseen = unseenObjects(catalog);
    // One that is named has to be compared; one that happens to be in .env may be the wrong place to be right now.
    const severity = databaseUrlFrom === undefined ? 'warning' : 'error';
    if (url === undefined) {
      return {
        found: { unseen },
        diagnostics: [...proof.diagnostics, notCompared(from, 'the variable is not set', severity)],
        isUnreachable: databaseUrlFrom !== undefined,
      };
    }
    const { migrations } = history.replay;
    const live = await compareLive({ projectDir, migrations, full: catalog, target, where: from, url });
    if ('unreachable' in live) {
      return {
        found: { unseen },
        diagnostics: [...proof.diagnostics, notCompared(from, live.unreachable, severity)],
        isUnreachable: databaseUrlFrom !== undefined,
      };
    }
    return {
      found: { unseen, database: { from, ...live.comparison } },
      diagnostics: [...proof.diagnostics, ...live.diagnostics],
      isUnreachable: false,
    };
  });
}

function notCompared(from: string, reason: string, severity: 'warning' | 'error'): Diagnostic {
  return {
    code: adoptCodes.notCompared,
    severity,
    message: `The migrations were not compared with the application's database: ${from}: ${reason}.`,
    hint: 'Name the variable that has its URL: --database-url-from <variable>. Nothing is changed there but what Prisma records of migrations, and only where everything agrees.',
  };
}
