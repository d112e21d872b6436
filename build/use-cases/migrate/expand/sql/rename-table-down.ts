import { readScript } from '../../../../postgres/sql/read-script.ts';
import { type RenameTable } from '../recognise/change.ts';
import { quoteIdentifier } from '../../../../postgres/names/quote-identifier.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';

/**
 * The way back of a step that renames a table: Prisma's own would drop the one and make the other, empty.
 *
 * @param renames what Prisma writes behind the rename
 * @returns undefined when there is anything else than names of keys and indexes
 */
export async function renameTableDown(
  { table, from }: RenameTable,
  renames: readonly string[],
  names: SqlNames,
): Promise<string | undefined> {
  const { statements } = await readScript(renames.join('\n'));
  const back: string[] = [];
  for (const { node } of statements) {
    if (!('RenameStmt' in node)) return undefined;
    const { renameType, relation, subname = '', newname = '' } = node.RenameStmt;
    const schema = relation?.schemaname ?? table.schema;
    const [old, now] = [relation?.relname ?? '', newname];
    if (renameType === 'OBJECT_TABCONSTRAINT') {
      back.push(
        `ALTER TABLE ${names.table({ schema, name: old })} RENAME CONSTRAINT ${quoteIdentifier(now)} TO ${quoteIdentifier(subname)};`,
      );
    } else if (renameType === 'OBJECT_INDEX') {
      back.push(`ALTER INDEX ${names.table({ schema, name: now })} RENAME TO ${quoteIdentifier(old)};`);
    } else return undefined;
  }
  return [
    '-- Written by "tessera migrate expand".',
    ...back.reverse(),
    `DROP VIEW ${names.table({ ...table, name: from })};`,
    `ALTER TABLE ${names.table(table)} RENAME TO ${quoteIdentifier(from)};`,
    '',
  ].join('\n\n');
}
