import { type Change } from '../recognise/change.ts';
import { dropSql } from './drop-sql.ts';
import { moveSql } from './move-sql.ts';
import { renameTableSql } from './rename-table-sql.ts';
import { requireSql } from './require-sql.ts';
import { splitSql } from './split-sql.ts';
import { type SqlNames } from '../../../../postgres/names/sql-names.ts';
import { type StepSql } from './step-sql.ts';

/** The SQL of one change that Prisma does not write. */
export function writeStepSql(change: Change, names: SqlNames): StepSql {
  switch (change.kind) {
    case 'move':
      return moveSql(change, names);
    case 'require':
      return requireSql(change, names);
    case 'split':
      return splitSql(change, names);
    case 'rename-table':
      return renameTableSql(change, names);
    case 'drop':
      return dropSql(change, names);
  }
}
