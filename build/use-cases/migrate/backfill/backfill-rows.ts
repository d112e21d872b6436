import { nearestName } from '../../../config/nearest-name.ts';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  done,
  environmentFault,
  judged,
  knownOf,
  type Outcome,
  partly,
  refused,
  unchanged,
} from '../../../diagnostics/outcome.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { loadProject, missingProject } from '../../../pipeline/project/load-project.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { withMigrationDatabase } from '../guard/with-migration-database.ts';
import { listTenantTables, type TenantTable } from '../tenants/tenant-table.ts';
import { type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';
import { type BackfillRequest, isByTenant } from './backfill-request.ts';
import { type BackfillState, incomplete, readStates } from './backfill-states.ts';
import { fillRows } from './fill-rows.ts';
import { readBackfills } from './read-backfills.ts';

const command = 'tessera migrate backfill';

/**
 * Runs backfills one after another and stops at the first that cannot be completed; or only reads how far they are. As with
 * `prisma migrate deploy`, production is where it belongs: only the embedded database is refused there.
 */
export async function backfillRows(request: BackfillRequest): Promise<Outcome<readonly BackfillState[]>> {
  const { projectDir, name, status, env } = request;
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { backfills, diagnostics } = await readBackfills(loaded.config, diskFiles);
  if (diagnostics.length > 0) return refused(diagnostics);
  const chosen = name === undefined ? backfills : backfills.filter((one) => one.name === name);
  if (name !== undefined && chosen.length === 0) return environmentFault([unknown(name, backfills)]);
  if (chosen.length === 0) return done([]);
  const tables = isByTenant(request) ? await readTenantTables(projectDir) : done([]);
  if (tables.kind !== 'done') return unchanged(tables);
  const here = { batches: 0 };
  const listen: BackfillRequest['listen'] = async (totals) => {
    const progress = await request.listen(totals);
    return {
      ...progress,
      listener: (one) => {
        const notify = progress.listener(one);
        return (event) => {
          if (event.kind === 'batch') here.batches += 1;
          notify(event);
        };
      },
    };
  };
  const call = { projectDir, env, command, isForProduction: true };
  const outcome = await withMigrationDatabase(call, ({ session }) =>
    status
      ? showStates(session, chosen)
      : fillRows(session, chosen, { ...request, listen, tables: tables.value }),
  );
  if (outcome.kind === 'done' || here.batches === 0) return outcome;
  const again = `Run it again when that is mended: ${[command, name, ...tenantFlags(request)].filter(Boolean).join(' ')}. It goes on behind the last batch.`;
  return partly(knownOf(outcome) ?? [], [again], diagnosticsOf(outcome));
}

/** The tables of tenant models; composes the project, which a backfill does not need otherwise. */
async function readTenantTables(projectDir: string): Promise<Outcome<readonly TenantTable[]>> {
  const loaded = await loadProject(projectDir);
  if (loaded.kind !== 'done') return unchanged(loaded);
  const { model, config } = loaded.value;
  return done(listTenantTables(model.sources, config));
}

function tenantFlags({ byTenant, tenants }: Pick<BackfillRequest, 'byTenant' | 'tenants'>): string[] {
  return tenants.length > 0 ? tenants.map((one) => `--tenant ${one}`) : byTenant ? ['--by-tenant'] : [];
}

async function showStates(
  session: Session,
  backfills: readonly LoadedBackfill[],
): Promise<Outcome<readonly BackfillState[]>> {
  const states = await readStates(session.pool, backfills);
  return judged(
    states,
    states.flatMap((one) => (one.state === 'complete' ? [] : [incomplete(one)])),
  );
}

function unknown(name: string, backfills: readonly LoadedBackfill[]): Diagnostic {
  const names = backfills.map((one) => one.name);
  const nearest = nearestName(name, names);
  return {
    code: backfillCodes.unknown,
    severity: 'error',
    message: `There is no backfill "${name}".`,
    hint: nearest
      ? `Take "${nearest}".`
      : names.length > 0
        ? `Take one of: ${names.join(', ')}.`
        : 'Write it into prisma/backfills/, one file for each.',
  };
}
