import { type Change } from './change.ts';
import { dropSql } from './drop-sql.ts';
import { moveSql } from './move-sql.ts';
import { renameTableSql } from './rename-table-sql.ts';
import { requireSql } from './require-sql.ts';
import { splitSql } from './split-sql.ts';
import { type SqlNames } from './sql-names.ts';

/** What a backfill of a change does; see `Backfill`. */
export interface FillSql {
  readonly table: Change['table'];
  readonly where: string;
  readonly sql: string;
  readonly never: string;
}

/** The SQL of a change that Prisma does not write, each list in the order it runs. */
export interface StepSql {
  /** Expand: before what Prisma writes. */
  readonly first?: readonly string[];
  /** Expand: after it. */
  readonly expand?: readonly string[];
  readonly fill?: FillSql;
  /** Expressions that run in triggers only, where PostgreSQL reads them too late; each gives no rows. */
  readonly probes?: readonly string[];
  /** Contract, while all goes on: rows that are left, and proof that there are none. */
  readonly finish?: readonly string[];
  /** Contract: before what Prisma writes. */
  readonly release?: readonly string[];
  /** Contract: after it. */
  readonly last?: readonly string[];
}

export function stepSql(change: Change, names: SqlNames): StepSql {
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
