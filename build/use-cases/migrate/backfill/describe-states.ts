import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type BackfillState, type WalkState } from './backfill-states.ts';

/** How far each backfill is, for people. */
export function describeStates(outcome: Outcome<readonly BackfillState[]>): string[] {
  const states = knownOf(outcome) ?? [];
  return outcome.kind === 'done' && states.length === 0
    ? ['there are no backfills']
    : states.flatMap(describeState);
}

function describeState({ name, tenants = [], ...state }: BackfillState): string[] {
  return [
    `${name}: ${describeWalk(state)}`,
    ...tenants.map(({ tenant, ...one }) => `  tenant ${tenant}: ${describeWalk(one)}`),
  ];
}

function describeWalk({ state, walked, rows, changed }: WalkState): string {
  if (state === 'not started') return 'not started';
  const counts = `${String(walked)} rows looked at, ${String(rows)} written`;
  const note = changed ? '; the file is another one since (--restart begins again)' : '';
  return `${state}, ${counts}${note}`;
}
