import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Owners } from '../owners.ts';
import { countLosses, type CountedLoss, describeLoss, isReal } from './count-losses.ts';
import { listLosses, type Loss } from './list-losses.ts';
import { type RollbackStep } from './plan-rollback.ts';
import { rollbackCodes } from './rollback-codes.ts';

/** What one step of a rollback costs. */
export interface StepLosses {
  readonly step: RollbackStep;
  /** What the reverse script takes away, counted now. */
  readonly lost: readonly CountedLoss[];
  /** What the migration took away: its reverse script makes the place again, not what was in it. */
  readonly notRestored: readonly Loss[];
}

/** Looks at every step, changes nothing. */
export async function findStepLosses(
  session: Session,
  steps: readonly RollbackStep[],
  owners: Owners,
): Promise<StepLosses[]> {
  const found: StepLosses[] = [];
  for (const step of steps) {
    const down = { file: step.down.file, sql: step.down.text };
    const { schema } = session.target;
    const lost = await countLosses(session, await listLosses(down, step.migration, owners, schema));
    const notRestored = await listLosses(step.migration, down, owners, schema);
    found.push({ step, lost, notRestored });
  }
  return found;
}

/** A line each, below the migration's name. */
export function describeStepLosses({ lost, notRestored }: StepLosses): string[] {
  const lines = [
    ...lost.map((loss) => `${loss.owner}: ${describeLoss(loss)}${isReal(loss) ? ' is LOST' : ''}`),
    ...notRestored.map((loss) => `${loss.owner}: ${describeBare(loss)} does not come back`),
  ];
  return lines.length === 0 ? ['loses nothing'] : lines;
}

/** One refusal for each component whose losses were not accepted. */
export function refuseLosses(found: readonly StepLosses[], accepted: readonly string[]): Diagnostic[] {
  const losses = found.flatMap(({ lost, notRestored }) => [
    ...lost.filter(isReal).map((loss) => ({ loss, words: describeLoss(loss) })),
    ...notRestored.map((loss) => ({ loss, words: `${describeBare(loss)} does not come back` })),
  ]);
  const owners = [...new Set(losses.map(({ loss }) => loss.owner))].filter(
    (owner) => !accepted.includes(owner),
  );
  return owners.map((owner) => {
    const own = losses.filter(({ loss }) => loss.owner === owner);
    const first = own[0]?.loss.location;
    return {
      code: rollbackCodes.dataLoss,
      severity: 'error',
      component: owner,
      message: `This cannot be rolled back without loss for "${owner}": ${own.map(({ words }) => words).join('; ')}.`,
      hint: `Make a backup, and accept it with --accept-data-loss ${owner}.`,
      ...(first ? { location: first } : {}),
    };
  });
}

function describeBare({ kind, table, column }: Loss): string {
  switch (kind) {
    case 'column':
    case 'values':
      return `what was in column "${column ?? ''}" of "${table}"`;
    case 'table':
    case 'rows':
      return `what was in table "${table}"`;
    case 'schema':
      return `what was in schema "${table}"`;
  }
}
