import { cutToBytes, longestName } from './fit-name.ts';

/** Ends the name of every index and foreign key that `tessera migrate tenants` makes. */
const suffix = '_by_tenant';

/** Of an index or a foreign key that keeps tenants apart and stands in no schema file. */
export function tenantObjectName(table: string, columns: readonly string[]): string {
  return `${cutToBytes([table, ...columns].join('_'), longestName - suffix.length)}${suffix}`;
}

/** Prisma does not know these objects, and must not take them away: a schema file cannot say them. */
export function isTenantObject(name: string): boolean {
  return name.endsWith(suffix);
}
