import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { wrongCall } from '../../../diagnostics/wrong-call.ts';
import { type RollbackTarget } from './plan-rollback.ts';

/** How far a call wants to go back, or what is wrong with it. */
export function readTarget({
  to,
  steps,
}: {
  readonly to?: string;
  readonly steps?: string;
}): RollbackTarget | Diagnostic {
  if (to !== undefined && steps !== undefined) return wrongCall('Give either --to or --steps.');
  if (to !== undefined) return { kind: 'to', id: to };
  if (steps === undefined) return { kind: 'steps', steps: 1 };
  return /^[1-9]\d{0,5}$/.test(steps)
    ? { kind: 'steps', steps: Number(steps) }
    : wrongCall(`--steps takes a whole number from 1 on, not "${steps}".`);
}
