import { countRows } from '../../../postgres/catalog/count-rows.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { type Loss } from './list-losses.ts';

/** A loss and how much of it there is. */
export interface CountedLoss extends Loss {
  /** Undefined when it cannot be counted. */
  readonly rows: number | undefined;
  /** The planner's estimate: counting would read a very large table. */
  readonly isEstimate: boolean;
}

/** Counts what is there now; changes nothing. A table that is not there has nothing to lose. */
export async function countLosses(session: Session, losses: readonly Loss[]): Promise<CountedLoss[]> {
  const counted: CountedLoss[] = [];
  for (const loss of losses) {
    if (loss.kind === 'schema') {
      counted.push({ ...loss, rows: undefined, isEstimate: false });
      continue;
    }
    const { schema, table, column, owner } = loss;
    const columns = column === undefined ? [] : [column];
    const answer = await countRows(session, { schema, table, columns, label: table, component: owner });
    const rows = 'rows' in answer ? answer.rows : answer.status === 'no-table' ? 0 : undefined;
    counted.push({ ...loss, rows, isEstimate: answer.status === 'estimated' });
  }
  return counted;
}

/** Whether --accept-data-loss has to name its owner. */
export function isReal({ rows }: Pick<CountedLoss, 'rows'>): boolean {
  return rows === undefined || rows > 0;
}

/** `table "Note" with 12 rows`. */
export function describeLoss({ kind, table, column, rows, isEstimate }: CountedLoss): string {
  const count = rows === undefined ? 'an unknown number of' : `${isEstimate ? 'about ' : ''}${String(rows)}`;
  const what = (noun: string): string => `${count} ${rows === 1 ? noun : `${noun}s`}`;
  switch (kind) {
    case 'table':
      return `table "${table}" with ${what('row')}`;
    case 'column':
      return `column "${column ?? ''}" of "${table}" with ${what('value')}`;
    case 'values':
      return `column "${column ?? ''}" of "${table}" gets another type, with ${what('value')}`;
    case 'rows':
      return `rows of "${table}", which has ${what('row')}`;
    case 'schema':
      return `schema "${table}" with all that is in it`;
  }
}
