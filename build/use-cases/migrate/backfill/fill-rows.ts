import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, type Outcome, refused } from '../../../diagnostics/outcome.ts';
import { countRows } from '../../../postgres/catalog/count-rows.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type TenantTable } from '../tenants/tenant-table.ts';
import { type LoadedBackfill } from './backfill.ts';
import { type BackfillListener, type BackfillRequest, isByTenant } from './backfill-request.ts';
import { type BackfillState, readStates } from './backfill-states.ts';
import { runBackfill } from './run-backfill.ts';
import { runByTenant } from './run-by-tenant.ts';
import { withBackfillClient } from './with-backfill-client.ts';

interface FillRequest extends BackfillRequest {
  readonly tables: readonly TenantTable[];
}

/** Runs backfills one after another, and stops behind the first that is not complete. */
export async function fillRows(
  session: Session,
  backfills: readonly LoadedBackfill[],
  request: FillRequest,
): Promise<Outcome<readonly BackfillState[]>> {
  const totals = new Map<string, number>();
  for (const { name, table, schema } of isByTenant(request) ? [] : backfills) {
    const question = { schema, table, columns: [], label: table, component: '' };
    const answer = await countRows(session, question);
    if ('rows' in answer) totals.set(name, answer.rows);
  }
  const progress = await request.listen(totals);
  try {
    return await withBackfillClient(
      session,
      { clock: request.clock, onWait: progress.onWait },
      async (client) => {
        let problems: readonly Diagnostic[] = [];
        for (const backfill of backfills) {
          problems = await fillOne(client, session, { backfill, request, progress, totals });
          if (problems.length > 0) break;
        }
        const states = await readStates(client, backfills);
        return problems.length > 0 ? refused(problems, states) : done(states);
      },
    );
  } finally {
    progress.stop();
  }
}

async function fillOne(
  client: pg.ClientBase,
  { target }: Session,
  { backfill, request, progress, totals }: FillingOne,
): Promise<readonly Diagnostic[]> {
  const { clock, pace, restart, tables, tenants: only } = request;
  const { name } = backfill;
  const run = { clock, pace, restart, tell: () => undefined };
  if (!isByTenant(request)) {
    const problem = await runBackfill(client, target, backfill, { ...run, tell: progress.listener(name) });
    return problem ? [problem] : [];
  }
  const tellOf = (tenant: string, rows: number | undefined) => {
    const label = `${name} [${tenant}]`;
    if (rows !== undefined) totals.set(label, rows);
    return progress.listener(label);
  };
  return await runByTenant(client, target, backfill, { ...run, tables, only, tellOf });
}

interface FillingOne {
  readonly backfill: LoadedBackfill;
  readonly request: FillRequest;
  readonly progress: BackfillListener;
  /** Of each label of the progress; those of tenants are known when they are listed. */
  readonly totals: Map<string, number>;
}
