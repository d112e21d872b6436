import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { compareText } from '../../../diagnostics/sort-diagnostics.ts';
import { type RowAnswer } from '../../../postgres/catalog/count-rows.ts';
import { type MigrationState } from '../../../prisma-engine/list-pending-migrations.ts';
import { unowned } from '../ownership/allowances.ts';
import { type TenantTable } from '../tenants/tenant-table.ts';
import { type LookedAtDatabase, type NoDatabase, type TouchedTable } from './look-at-database.ts';
import { type MigrationPlan, type PlannedStatement } from './plan-migrations.ts';

/** A planned statement with the rows of the tables it changes, as far as a database could say. */
export interface CountedStatement extends PlannedStatement {
  readonly rows: readonly CountedTable[];
}

export interface CountedTable {
  readonly table: string;
  readonly answer: RowAnswer;
  /** How many tenants have rows there, of a tenant model's table. */
  readonly tenants?: RowAnswer;
}

/** What `tessera migrate plan` shows, by component. */
export interface PlanReport {
  readonly database:
    | { readonly reachable: true; readonly state: MigrationState }
    | { readonly reachable: false; readonly reason: string };
  /** Committed migrations that are still to run. */
  readonly pending: readonly string[];
  /** Whether it is known what the next migration does: not where the history or the schema cannot be read or replayed. */
  readonly isNextKnown: boolean;
  /** By name; statements without an owner come last. */
  readonly components: readonly {
    readonly name: string;
    readonly version: string | undefined;
    readonly statements: readonly CountedStatement[];
  }[];
  readonly refused: readonly Diagnostic[];
}

interface PlanFacts extends Pick<PlanReport, 'pending' | 'isNextKnown'> {
  readonly tenantTableOf: (table: TouchedTable) => TenantTable | undefined;
}

/** Counts the rows a plan touches and puts its statements together by owner. */
export async function reportPlan(
  { statements, refused }: MigrationPlan,
  { pending, isNextKnown, tenantTableOf }: PlanFacts,
  database: LookedAtDatabase | NoDatabase,
): Promise<PlanReport> {
  const counted: CountedStatement[] = [];
  for (const one of statements) {
    const rows: CountedTable[] = [];
    for (const table of 'count' in database ? one.tables : []) {
      if ('count' in database) rows.push(await countTable(table, tenantTableOf(table), database));
    }
    counted.push({ ...one, rows });
  }
  const names = [...new Set(counted.map(ownerName))].sort(
    (a, b) => Number(a === unowned) - Number(b === unowned) || compareText(a, b),
  );
  return {
    database:
      'reason' in database
        ? { reachable: false, reason: database.reason }
        : { reachable: true, state: database.state },
    pending,
    isNextKnown,
    components: names.map((name) => {
      const own = counted.filter((one) => ownerName(one) === name);
      return { name, version: own[0]?.owner?.version, statements: own };
    }),
    refused,
  };
}

async function countTable(
  table: TouchedTable,
  ofTenants: TenantTable | undefined,
  { count, countTenants }: LookedAtDatabase,
): Promise<CountedTable> {
  const answer = await count(table);
  const hasRows = 'rows' in answer && ofTenants !== undefined;
  return {
    table: table.name,
    answer,
    ...(hasRows && { tenants: await countTenants(ofTenants) }),
  };
}

function ownerName({ owner }: PlannedStatement): string {
  return owner?.component ?? unowned;
}
