import type pg from 'pg';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type LoadedBackfill } from './backfill.ts';
import { backfillCodes } from './backfill-codes.ts';
import { type Checkpoint, readCheckpoints, readTenantCheckpoints } from './checkpoint.ts';

/** How far a walk is on one database. */
export interface WalkState {
  readonly state: 'not started' | 'partial' | 'complete';
  /** Rows that were looked at, and those that were written. */
  readonly walked: number;
  readonly rows: number;
  readonly batches: number;
  /** Whether the file does something else by now. */
  readonly changed: boolean;
}

/** How far a backfill is on one database. */
export interface BackfillState extends WalkState {
  readonly name: string;
  /** Where it goes tenant by tenant, by tenant. */
  readonly tenants?: readonly (WalkState & { readonly tenant: string })[];
}

export async function readStates(
  client: Pick<pg.ClientBase, 'query'>,
  backfills: readonly LoadedBackfill[],
): Promise<BackfillState[]> {
  const checkpoints = await readCheckpoints(client);
  const states: BackfillState[] = [];
  for (const backfill of backfills) {
    const { name } = backfill;
    const byTenant = await readTenantCheckpoints(client, name);
    const tenants = [...byTenant].map(([tenant, one]) => ({ tenant, ...stateOf(backfill, one) }));
    const whole = checkpoints.get(name);
    const state = !whole && tenants.length > 0 ? sumOf(tenants) : stateOf(backfill, whole);
    states.push({ name, ...state, ...(tenants.length > 0 && { tenants }) });
  }
  return states;
}

function stateOf({ fingerprint }: LoadedBackfill, found: Checkpoint | undefined): WalkState {
  if (!found) return { state: 'not started', walked: 0, rows: 0, batches: 0, changed: false };
  const { walked, rows, batches, isComplete } = found;
  const state = isComplete ? 'complete' : 'partial';
  return { state, walked, rows, batches, changed: found.fingerprint !== fingerprint };
}

/** Of a table of which not all tenants are known to be done. */
function sumOf(tenants: readonly WalkState[]): WalkState {
  const sum = (of: (state: WalkState) => number) => tenants.reduce((total, one) => total + of(one), 0);
  return {
    state: 'partial',
    walked: sum(({ walked }) => walked),
    rows: sum(({ rows }) => rows),
    batches: sum(({ batches }) => batches),
    changed: tenants.some(({ changed }) => changed),
  };
}

export function incomplete({ name, state, walked, tenants }: BackfillState): Diagnostic {
  return {
    code: backfillCodes.incomplete,
    severity: 'error',
    message:
      state === 'partial'
        ? `"${name}" went through ${String(walked)} rows and is not complete.`
        : `"${name}" never ran on this database.`,
    hint: `Run it: tessera migrate backfill ${name}${tenants ? ' --by-tenant' : ''}.`,
  };
}
