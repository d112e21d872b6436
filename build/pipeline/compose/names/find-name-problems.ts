import { type DatabaseName } from '../../../model/names/database-name.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { findClientClashes } from './find-client-clashes.ts';
import { findLongNames } from './find-long-names.ts';
import { findReservedNames } from './find-reserved-names.ts';
import { findTakenNames } from './find-taken-names.ts';
import { type DatabaseSettings } from '../../../model/names/list-database-names.ts';
import { type NameOwners, noOwners, settledAmong } from '../../../model/names/name-owners.ts';
import { type NameProblems } from './name-problem.ts';

/**
 * Names that clash in the client or in the database, are reserved, or too long, before Prisma or PostgreSQL is asked.
 * What a database does with names differs, so indexes and lengths are judged for PostgreSQL only.
 *
 * @param names what the declarations are called in the database
 * @param owners whose the names were before
 */
export function findNameProblems(
  declarations: readonly Declared[],
  names: readonly DatabaseName[],
  config: DatabaseSettings,
  owners: NameOwners = noOwners,
): NameProblems {
  const settled = settledAmong(names, config.defaultSchema, owners);
  const taken = new Set(declarations.map(({ name }) => name));
  const isPostgres = config.provider === 'postgresql';
  const found = [
    findTakenNames(names, config.defaultSchema, owners),
    findReservedNames(declarations, taken),
    ...(isPostgres ? [findLongNames(declarations, names)] : []),
  ];
  return {
    diagnostics: [
      ...found.flatMap(({ diagnostics }) => diagnostics),
      ...findClientClashes(declarations, taken, (declared) => settled.has(declared)),
    ],
    prismaPlaces: found.flatMap(({ prismaPlaces }) => prismaPlaces),
  };
}
