import { type ProjectConfig } from '../../config/project-config.ts';
import { type OppositeField } from '../opposite-field.ts';
import { type DatabaseName } from './database-name.ts';
import { type Declared } from '../scanned-source.ts';
import { listConstraintNames } from './list-constraint-names.ts';
import { listOneSidedTables, listRelationTables } from './list-relation-tables.ts';
import { listTableNames } from './list-table-names.ts';

export type DatabaseSettings = Pick<ProjectConfig, 'defaultSchema' | 'provider'>;

/** Every name some declarations make in the database; of indexes and constraints those in PostgreSQL only. */
export function listDatabaseNames(
  declarations: readonly Declared[],
  config: DatabaseSettings,
  opposites: readonly OppositeField[] = [],
): DatabaseName[] {
  const tables = listTableNames(declarations, config);
  const relations = [...listRelationTables(declarations, config), ...listOneSidedTables(opposites, config)];
  return config.provider === 'postgresql'
    ? [...tables, ...relations, ...tables.flatMap((table) => listConstraintNames(table))]
    : [...tables, ...relations.filter(({ thing }) => thing === 'table')];
}
