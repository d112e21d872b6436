import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { tenantObjectName } from '../../../postgres/names/tenant-object.ts';
import { compositeKeys } from './composite-keys.ts';
import { type TenantFacts } from './read-tenant-facts.ts';
import {
  indexSql,
  sqlTable,
  type TenantFindings,
  type TenantGap,
  type TenantObstacle,
} from './tenant-gap.ts';
import { isTenantPolicy, policyCondition } from './tenant-policy.ts';
import { type TenantTable } from './tenant-table.ts';

/** Compares what a database has with what tenant models need. */
export function findTenantGaps(facts: ReadonlyMap<TenantTable, TenantFacts>): TenantFindings {
  const keys = compositeKeys(facts);
  const gaps = [...facts].flatMap(([table, known]) => [
    ...indexGap(table, known, keys.gaps),
    ...policyGaps(table, known),
  ]);
  const opened = [...facts].flatMap(([table, known]) => openPolicies(table, known));
  return {
    gaps: withoutDoubles([...gaps, ...keys.gaps]),
    obstacles: [...opened, ...keys.obstacles],
  };
}

/** Two relations may need one key. */
function withoutDoubles(gaps: readonly TenantGap[]): TenantGap[] {
  return [...new Map(gaps.map((gap) => [gap.sql, gap])).values()];
}

function indexGap(table: TenantTable, { indexes }: TenantFacts, others: readonly TenantGap[]): TenantGap[] {
  const leads = indexes.some(({ columns }) => columns[0] === table.column);
  if (leads || others.some((gap) => gap.table === table && gap.step === 'index')) return [];
  const key = indexes.find(({ isPrimary }) => isPrimary)?.columns ?? [];
  const columns = [table.column, ...key.filter((column) => column !== table.column)];
  return [
    { table, step: 'index', lacks: 'an index that begins with the tenant', sql: indexSql(table, columns) },
  ];
}

function policyGaps(table: TenantTable, facts: TenantFacts): TenantGap[] {
  const to = sqlTable(table);
  const gap = (lacks: string, sql: string): TenantGap => ({ table, lacks, sql, step: 'table' });
  const hasPolicy = facts.policies.some((policy) => isTenantPolicy(policy, table, facts));
  const condition = policyCondition(table, facts);
  return [
    ...(facts.isEnabled ? [] : [gap('row-level security', `ALTER TABLE ${to} ENABLE ROW LEVEL SECURITY;`)]),
    ...(facts.isForced
      ? []
      : [gap('forced row-level security', `ALTER TABLE ${to} FORCE ROW LEVEL SECURITY;`)]),
    ...(hasPolicy || openPolicies(table, facts).length > 0
      ? []
      : [
          gap(
            'a policy',
            `CREATE POLICY ${quoteIdentifier(policyName(table))} ON ${to}\n  USING (${condition})\n  WITH CHECK (${condition});`,
          ),
        ]),
  ];
}

function policyName({ name }: TenantTable): string {
  return tenantObjectName(name, []);
}

/** Permissive policies add up: one more shows rows that the tenant's would hide. */
function openPolicies(table: TenantTable, facts: TenantFacts): TenantObstacle[] {
  return facts.policies
    .filter((policy) => policy.isPermissive && !isTenantPolicy(policy, table, facts))
    .map(({ name }) => ({
      table,
      message: `Policy "${name}" on the table of tenant model "${table.model}" lets rows of other tenants through.`,
      hint: `Drop it in a migration, or make it restrictive (CREATE POLICY … AS RESTRICTIVE): permissive policies add up. The tenant's is: USING and WITH CHECK (${policyCondition(table, facts)}).`,
    }));
}
