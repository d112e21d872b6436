import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { type PolicyFacts, type TenantFacts } from './read-tenant-facts.ts';
import { type TenantTable } from './tenant-table.ts';

/** Whose turn it is, for the length of a transaction. */
const setting = "NULLIF(current_setting('app.tenant_id', true), '')";

/**
 * True for rows of the tenant that the transaction has named. The setting gets the type of the column, and not the other
 * way round: an index on the column goes on being used. Without a tenant it is null, or empty once it was set.
 */
export function policyCondition({ column }: TenantTable, { type }: TenantFacts): string {
  const value = type === 'text' ? setting : `${setting}::${type}`;
  return `${quoteIdentifier(column)} = ${value}`;
}

/** True for a policy that says the same, in the words PostgreSQL makes of it. */
export function isTenantPolicy(
  { isPermissive, isForAll, using, check }: PolicyFacts,
  { column }: TenantTable,
  { type }: TenantFacts,
): boolean {
  return isPermissive && isForAll && [using, check].every((text) => saysTenant(text ?? '', column, type));
}

function saysTenant(text: string, column: string, type: string): boolean {
  const plain = (words: string) => words.replaceAll(/::[a-z_]+( varying)?|[()"]/g, '');
  if (plain(text) !== plain(`"${column}" = ${setting}`)) return false;
  // A varchar is compared as the text it is; with any other type a cast of the column keeps its indexes out.
  return type === 'varchar' || !/^\(+("(?:[^"]|"")+"|\w+)\)?::/.test(text);
}
