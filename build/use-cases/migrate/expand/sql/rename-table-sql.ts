import { type RenameTable } from '../recognise/change.ts';
import { quoteLiteral } from '../../../../postgres/names/quote-literal.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';

/**
 * A view of the old name, which applications can write to as to the table. It asks for the rights of who uses it,
 * so row security stays what it was; who may what on the table is copied.
 */
export function renameTableSql({ table, from }: RenameTable, names: SqlNames): StepSql {
  const old = names.table({ ...table, name: from });
  const now = names.table(table);
  const rights = `DO $tessera$
DECLARE
  one record;
BEGIN
  FOR one IN
    SELECT a.privilege_type AS privilege, CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE a.grantee::regrole::text END AS grantee
    FROM pg_class c, aclexplode(c.relacl) a
    WHERE c.oid = ${quoteLiteral(now)}::regclass AND a.grantee <> c.relowner
      AND a.privilege_type IN ('SELECT', 'INSERT', 'UPDATE', 'DELETE')
  LOOP
    EXECUTE format(${quoteLiteral(`GRANT %s ON ${old.replaceAll('%', '%%')} TO %s`)}, one.privilege, one.grantee);
  END LOOP;
END $tessera$;`;
  return {
    first: [
      `ALTER TABLE ${old} RENAME TO ${names.table({ schema: '', name: table.name }).replace(/^""\./, '')};`,
      `CREATE VIEW ${old} WITH (security_invoker = true) AS SELECT * FROM ${now};`,
      rights,
    ],
    release: [`DROP VIEW IF EXISTS ${old};`],
  };
}
