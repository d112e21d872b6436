import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { withThrowAwayDatabase } from '../../../postgres/throw-away/throw-away-database.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { applyHistory } from '../rehearsal/apply-history.ts';
import { findTenantGaps } from './find-tenant-gaps.ts';
import { readTenantFacts } from './read-tenant-facts.ts';
import { type TenantFindings, type TenantGap, type TenantObstacle } from './tenant-gap.ts';

/**
 * What the tenant models lack in a database that the migrations build. Their tables may be missing: that is drift, and said
 * elsewhere. Without a tenant model no server is asked.
 */
export async function checkTenantModels(
  look: Pick<HistoryLook, 'replay' | 'tenants'>,
  withReplay: (work: (target: EngineTarget) => Promise<TenantFindings>) => Promise<TenantFindings>,
): Promise<readonly Diagnostic[]> {
  if (look.tenants.length === 0 || look.replay.migrations.length === 0) return [];
  return describeTenantFindings(await withReplay((target) => replayTenants(look, target)));
}

/** @throws EngineError when a migration fails */
export async function replayTenants(
  { replay, tenants }: Pick<HistoryLook, 'replay' | 'tenants'>,
  target: EngineTarget,
): Promise<TenantFindings> {
  return await withThrowAwayDatabase(target, async (session) => {
    await applyHistory(session.pool, replay.migrations);
    return findTenantGaps(await readTenantFacts(session.pool, tenants));
  });
}

/** One problem a model for what can be written, and one for each thing that cannot. */
export function describeTenantFindings({ gaps, obstacles }: TenantFindings): Diagnostic[] {
  const tables = [...new Set(gaps.map(({ table }) => table))];
  return [
    ...tables.map((table) => describeGaps(gaps.filter((gap) => gap.table === table))).flat(),
    ...obstacles.map(describeObstacle),
  ];
}

function describeGaps(gaps: readonly TenantGap[]): Diagnostic[] {
  const [first] = gaps;
  if (!first) return [];
  const lacks = [...new Set(gaps.map((gap) => gap.lacks))].join(', ');
  return [
    {
      code: migrateCodes.tenantUnprotected,
      severity: 'error',
      component: first.table.component,
      message: `Tenant model "${first.table.model}" is not protected by the migrations. Its table lacks ${lacks}.`,
      hint: 'Write the migration with `npx tessera migrate tenants`, read it, and commit it.',
      location: first.table.location,
    },
  ];
}

export function describeObstacle({ table, relation = '', message, hint }: TenantObstacle): Diagnostic {
  const { component, relations } = table;
  const location = relations.get(relation) ?? table.location;
  return { code: migrateCodes.tenantRelation, severity: 'error', component, message, hint, location };
}
