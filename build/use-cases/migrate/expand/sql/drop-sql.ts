import { type DropColumn } from '../recognise/change.ts';
import { valueOf } from './row-value.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';
import { dropTrigger, writeTrigger } from './write-function.ts';

/** The running version goes on with the column; what it cannot do without is there in rows of the next one, too. */
export function dropSql({ table, column, back }: DropColumn, names: SqlNames): StepSql {
  if (back === null) return {};
  const field = quoteIdentifier(column);
  const body = `  IF NEW.${field} IS NULL THEN
    NEW.${field} := ${valueOf(back, table, 'NEW')};
  END IF;
  RETURN NEW;`;
  return {
    expand: writeTrigger(table, [column, 'in_step'], 'BEFORE INSERT OR UPDATE', body, names),
    probes: [
      `SELECT ${valueOf(back, table, quoteIdentifier(table.name))} FROM ${names.table(table)} LIMIT 0`,
    ],
    release: dropTrigger(table, [column, 'in_step'], names),
  };
}
