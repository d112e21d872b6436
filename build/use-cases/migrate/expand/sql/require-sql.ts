import { type RequireColumn } from '../recognise/change.ts';
import { filledCheck } from './filled-check.ts';
import { valueOf } from './row-value.ts';
import { quote, type SqlNames } from '../../../../postgres/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/** A version that does not know the column, or leaves it empty, has it filled by the trigger. */
export function requireSql({ table, key, column, fill }: RequireColumn, names: SqlNames): StepSql {
  const field = quote(column);
  const body = `  IF NEW.${field} IS NULL THEN
    NEW.${field} := ${valueOf(fill, table, 'NEW')};
  END IF;
  RETURN NEW;`;
  const check = filledCheck(table, column, names);
  const own = quote(table.name);
  const isLeft = `${own}.${field} IS NULL`;
  const target = names.table(table);
  const sameRow = key.map((one) => `${own}.${quote(one)} = batch.${quote(one)}`).join(' AND ');
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
