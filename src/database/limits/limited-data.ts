import { isAbsent, isArguments } from '../access/query-arguments.ts';
import { isColumn } from './is-column.ts';
import { type Condition } from './row-limits.ts';
import { RowsDeniedError } from './rows-denied.error.ts';
import { UnlimitedQueryError } from './unlimited-query.error.ts';

/**
 * Checks that a row is written within the conditions of its model.
 *
 * @param relations fields of the model that are relations
 * @throws RowsDeniedError when the row would be outside of them
 * @throws UnlimitedQueryError when that cannot be seen from the data
 */
export function checkLimitedData(
  model: string,
  kind: 'create' | 'update',
  data: unknown,
  conditions: readonly Condition[],
  relations: ReadonlyMap<string, string> | undefined,
): void {
  if (Array.isArray(data)) {
    for (const one of data) checkLimitedData(model, kind, one, conditions, relations);
    return;
  }
  const row = isArguments(data) ? data : {};
  // A relation that is set may be a column of the condition.
  const relation = [...(relations?.keys() ?? [])].find((field) => !isAbsent(row[field]));
  if (relation !== undefined) {
    throw new UnlimitedQueryError(
      `The sender may write some rows of "${model}" only, and the relation "${relation}" in the data may lead elsewhere. Set its columns, and write other models by queries of their own.`,
    );
  }
  const columns = conditions.map((condition) => columnsOf(model, condition, relations));
  const isWithin =
    kind === 'create'
      ? columns.some((one) => one.every(([field, value]) => !isAbsent(row[field]) && row[field] === value))
      : columns.length === 1
        ? columns.flat().every(([field, value]) => isAbsent(row[field]) || valueOf(row[field]) === value)
        : // The row met one of them, and it is not known which.
          columns.flat().every(([field]) => isAbsent(row[field]));
  if (!isWithin) throw new RowsDeniedError(`This row of "${model}" would be one that you may not write.`);
}

/** Columns and what they have to be. @throws UnlimitedQueryError when the condition says more than that */
function columnsOf(
  model: string,
  condition: Condition,
  relations: ReadonlyMap<string, string> | undefined,
): [field: string, value: unknown][] {
  return Object.entries(condition).map(([field, value]) => {
    if (isColumn([field, value], relations)) return [field, value];
    throw new UnlimitedQueryError(
      `The policy of "${model}" has a condition for writing that data cannot be compared with: "${field}" has to be a column with one value.`,
    );
  });
}

function valueOf(value: unknown): unknown {
  return isArguments(value) ? value['set'] : value;
}
