import { type DropColumn } from '../recognise/change.ts';
import { valueOf } from './row-value.ts';
import { quote, type SqlNames } from '../../../../postgres/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/** The running version goes on with the column; what it cannot do without is there in rows of the next one, too. */
export function dropSql({ table, column, back }: DropColumn, names: SqlNames): StepSql {
  if (back === null) return {};
  const field = quote(column);
  const body = `  IF NEW.${field} IS NULL THEN
    NEW.${field} := ${valueOf(back, table, 'NEW')};
  END IF;
  RETURN NEW;`;
  return {
    expand: writeTrigger(table, [column, 'in_step'], 'BEFORE INSERT OR UPDATE', body, names),
    probes: [`SELECT ${valueOf(back, table, quote(table.name))} FROM ${names.table(table)} LIMIT 0`],
    release: dropTrigger(table, [column, 'in_step'], names),
  };
}
