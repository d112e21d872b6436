import { knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type BackfillState } from './backfill-rows.ts';

/** How far each backfill is, for people. */
export function describeStates(outcome: Outcome<readonly BackfillState[]>): string[] {
  const states = knownOf(outcome) ?? [];
  return outcome.kind === 'done' && states.length === 0
    ? ['there are no backfills']
    : states.map(describeState);
}

function describeState({ name, state, walked, rows, changed }: BackfillState): string {
  if (state === 'not started') return `${name}: not started`;
  const counts = `${String(walked)} rows looked at, ${String(rows)} written`;
  const note = changed ? '; the file is another one since (--restart begins again)' : '';
  return `${name}: ${state}, ${counts}${note}`;
}
