import { type RequireColumn } from '../recognise/change.ts';
import { filledCheck } from './filled-check.ts';
import { valueOf } from './row-value.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/** A version that does not know the column, or leaves it empty, has it filled by the trigger. */
export function requireSql({ table, key, column, fill }: RequireColumn, names: SqlNames): StepSql {
  const field = quoteIdentifier(column);
  const body = `  IF NEW.${field} IS NULL THEN
    NEW.${field} := ${valueOf(fill, table, 'NEW')};
  END IF;
  RETURN NEW;`;
  const check = filledCheck(table, column, names);
  const own = quoteIdentifier(table.name);
  const isLeft = `${own}.${field} IS NULL`;
  const target = names.table(table);
  const sameRow = key
    .map((one) => `${own}.${quoteIdentifier(one)} = batch.${quoteIdentifier(one)}`)
    .join(' AND ');
  return {
    expand: [...writeTrigger(table, [column, 'in_step'], 'BEFORE INSERT OR UPDATE', body, names), check.add],
    fill: {
      table,
      where: isLeft,
      sql: `UPDATE ${target} SET ${field} = ${valueOf(fill, table, 'batch')} FROM batch WHERE ${sameRow}`,
      never: isLeft,
    },
    finish: [`UPDATE ${target} SET ${field} = ${valueOf(fill, table, own)} WHERE ${isLeft};`, check.validate],
    release: dropTrigger(table, [column, 'in_step'], names),
    last: [check.drop],
  };
}
