import { type ProjectConfig } from '../../config/project-config.ts';
import { type OppositeField } from '../relations/opposite-field.ts';
import { type ScannedComponent } from '../scanned-component.ts';
import { type DatabaseName } from './database-name.ts';
import { listDeclared } from './declared.ts';
import { findClientClashes } from './find-client-clashes.ts';
import { findLongNames } from './find-long-names.ts';
import { findReservedNames } from './find-reserved-names.ts';
import { findTakenNames } from './find-taken-names.ts';
import { listConstraintNames } from './list-constraint-names.ts';
import { listOneSidedTables, listRelationTables } from './list-relation-tables.ts';
import { listTableNames } from './list-table-names.ts';
import { type NameProblems } from './name-problem.ts';

/**
 * Names that clash in the client or in the database, are reserved, or too long, before Prisma or PostgreSQL is asked.
 * What a database does with names differs, so indexes and lengths are judged for PostgreSQL only.
 */
export function findNameProblems(
  components: readonly ScannedComponent[],
  config: Pick<ProjectConfig, 'defaultSchema' | 'provider'>,
  opposites: readonly OppositeField[] = [],
): NameProblems & { readonly owned: readonly DatabaseName[] } {
  const declarations = listDeclared(components);
  const taken = new Set(declarations.map(({ name }) => name));
  const tables = listTableNames(declarations, config);
  const relations = [...listRelationTables(declarations, config), ...listOneSidedTables(opposites, config)];
  const isPostgres = config.provider === 'postgresql';
  const names = isPostgres
    ? [...tables, ...relations, ...tables.flatMap((table) => listConstraintNames(table))]
    : [...tables, ...relations.filter(({ thing }) => thing === 'table')];
  const found = [
    findTakenNames(names, config.defaultSchema),
    findReservedNames(declarations, taken),
    ...(isPostgres ? [findLongNames(declarations, names)] : []),
  ];
  return {
    diagnostics: [
      ...found.flatMap(({ diagnostics }) => diagnostics),
      ...findClientClashes(declarations, taken),
    ],
    prismaPlaces: found.flatMap(({ prismaPlaces }) => prismaPlaces),
    owned: [...tables, ...relations].filter(
      ({ thing, owner }) => thing === 'enum' || (thing === 'table' && owner.kind === 'model'),
    ),
  };
}
