import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { diagnosticsOf, knownOf, type Outcome } from '../../../diagnostics/outcome.ts';
import { type PlanReport } from './plan-report.ts';

/** What the plan refuses stands in it already, each at its statement. */
export function problemsBesidePlan(outcome: Outcome<PlanReport>): readonly Diagnostic[] {
  const told = knownOf(outcome)?.refused ?? [];
  return diagnosticsOf(outcome).filter((one) => !told.includes(one));
}
