import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { adoptCodes } from '../adopt-codes.ts';

/** A migration that has to have another name, so that new ones come after it. */
export interface NewName {
  readonly from: string;
  readonly to: string;
}

/**
 * New names for the migrations that would come after one that is made now; the order stays.
 *
 * @param ids in the order Prisma applies them
 * @param now 14 digits
 */
export function nameAfresh(ids: readonly string[], now: string): NewName[] {
  let stamp = '0'.repeat(14);
  return ids.flatMap((id) => {
    if (id < now) {
      const known = /^\d{14}/.exec(id)?.[0];
      if (known !== undefined) stamp = known;
      return [];
    }
    stamp = String(BigInt(stamp) + 1n).padStart(14, '0');
    return [{ from: id, to: `${stamp}_${id}` }];
  });
}

/** A name that no timestamp follows sends every new migration into the middle of the history. */
export function checkMigrationNames(ids: readonly string[], migrationsDir: string, now: Date): Diagnostic[] {
  const stamp = now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const [first, ...others] = nameAfresh(ids, stamp);
  if (!first) return [];
  const more = others.length === 0 ? '' : ` and ${String(others.length)} more`;
  return [
    {
      code: adoptCodes.migrationNames,
      severity: 'error',
      message: `Migration "${first.from}"${more} would be applied after one that is made now ("${stamp}_…"), which an empty database does not survive.`,
      hint: `Give them names that keep their order, in the folder and in every database: git mv ${migrationsDir}/${first.from} ${migrationsDir}/${first.to}; UPDATE "_prisma_migrations" SET migration_name = '${first.to}' WHERE migration_name = '${first.from}'. --json lists all of them as "renames".`,
      location: { file: `${migrationsDir}/${first.from}/migration.sql`, line: 1, column: 1 },
    },
  ];
}
