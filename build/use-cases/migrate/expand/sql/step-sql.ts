import { type Change } from '../recognise/change.ts';

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
