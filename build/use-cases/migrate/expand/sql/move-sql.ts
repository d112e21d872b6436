import { type MoveColumn } from '../recognise/change.ts';
import { filledCheck } from './filled-check.ts';
import { castOf, valueOf } from './row-value.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/**
 * Two columns for one value. A version writes the one it knows, and the trigger writes the other. What counts as in step is
 * said by the way from the old to the new; the other way is only gone when a version wrote the new one.
 */
export function moveSql(change: MoveColumn, names: SqlNames): StepSql {
  const { table, from, to, fromType, toType, fill, back, isRequired } = change;
  const [old, next] = [quoteIdentifier(from), quoteIdentifier(to)];
  const forth = (row: string): string =>
    fill === null ? castOf(`${row}.${old}`, fromType, toType) : valueOf(fill, table, row);
  const backwards = (row: string): string =>
    back === null ? castOf(`${row}.${next}`, toType, fromType) : valueOf(back, table, row);
  const body = `  IF TG_OP = 'INSERT' THEN
    IF NEW.${next} IS NULL THEN
      NEW.${next} := ${forth('NEW')};
    ELSE
      NEW.${old} := ${backwards('NEW')};
    END IF;
  ELSIF NEW.${next} IS DISTINCT FROM OLD.${next} THEN
    IF NEW.${next} IS DISTINCT FROM ${forth('NEW')} THEN
      NEW.${old} := ${backwards('NEW')};
    END IF;
  ELSIF NEW.${old} IS DISTINCT FROM OLD.${old} OR NEW.${next} IS NULL THEN
    NEW.${next} := ${forth('NEW')};
  END IF;
  RETURN NEW;`;
  const trigger = writeTrigger(table, [to, 'in_step'], 'BEFORE INSERT OR UPDATE', body, names);
  const check = filledCheck(table, to, names);
  const own = quoteIdentifier(table.name);
  const isLeft = `${own}.${next} IS NULL AND ${forth(own)} IS NOT NULL`;
  const target = names.table(table);
  const sameRow = change.key
    .map((one) => `${own}.${quoteIdentifier(one)} = batch.${quoteIdentifier(one)}`)
    .join(' AND ');
  return {
    expand: [...trigger, ...(isRequired ? [check.add] : [])],
    fill: {
      table,
      where: isLeft,
      sql: `UPDATE ${target} SET ${next} = ${forth('batch')} FROM batch WHERE ${sameRow}`,
      never: isLeft,
    },
    probes: [`SELECT ${forth(own)}, ${backwards(own)} FROM ${target} LIMIT 0`],
    finish: [
      `UPDATE ${target} SET ${next} = ${forth(own)} WHERE ${isLeft};`,
      ...(isRequired ? [check.validate] : []),
    ],
    release: dropTrigger(table, [to, 'in_step'], names),
    last: isRequired ? [check.drop] : [],
  };
}
