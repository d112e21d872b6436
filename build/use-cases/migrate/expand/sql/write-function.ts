import { type TableName } from '../recognise/change.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';

/** A trigger on a table, and the function it runs. */
export function writeTrigger(
  table: TableName,
  parts: readonly string[],
  when: string,
  body: string,
  names: SqlNames,
): readonly [createFunction: string, createTrigger: string] {
  const name = names.function(table, ...parts);
  return [
    // A column may be called as a variable is.
    `CREATE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $tessera$
#variable_conflict use_column
BEGIN
${body}
END $tessera$;`,
    `CREATE TRIGGER ${names.own(table, ...parts)} ${when} ON ${names.table(table)}
  FOR EACH ROW EXECUTE FUNCTION ${name}();`,
  ];
}

export function dropTrigger(table: TableName, parts: readonly string[], names: SqlNames): string[] {
  return [
    `DROP TRIGGER IF EXISTS ${names.own(table, ...parts)} ON ${names.table(table)};`,
    `DROP FUNCTION IF EXISTS ${names.function(table, ...parts)}();`,
  ];
}
