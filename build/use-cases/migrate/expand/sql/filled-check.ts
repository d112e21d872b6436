import { type TableName } from '../recognise/change.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';

/**
 * The three statements that make a column required without a long lock: `SET NOT NULL`, which Prisma writes, believes a
 * valid check and does not read the table.
 */
export function filledCheck(table: TableName, column: string, names: SqlNames) {
  const [altered, name] = [`ALTER TABLE ${names.table(table)}`, names.own(table, column, 'filled')];
  return {
    add: `${altered} ADD CONSTRAINT ${name} CHECK (${quoteIdentifier(column)} IS NOT NULL) NOT VALID;`,
    validate: `${altered} VALIDATE CONSTRAINT ${name};`,
    drop: `${altered} DROP CONSTRAINT ${name};`,
  };
}
