import { type SqlObject, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type SchemaHistory } from '../../../postgres/history/schema-history.ts';

/**
 * What a statement does to those who use the database while it runs. `locks`: some statements wait; `rewrites`: the whole table is
 * written again, and all statements on it wait; `backfill`: fails on rows that are there, they have to be filled before; `destructive`:
 * data, or a name the running version uses, is gone afterwards; `note`: fine, and worth knowing.
 */
export const concernClasses = ['note', 'locks', 'rewrites', 'backfill', 'destructive'] as const;

export type ConcernClass = (typeof concernClasses)[number];

/** What a rule has to say about a statement. */
export interface Concern {
  /** What it is about: whose component has to allow it, and where rows are counted. */
  readonly object: SqlObject;
  /** What happens and why, one sentence. */
  readonly what: string;
  /** How to get there safely, in the imperative. */
  readonly instead: string;
}

/** What a rule may look at. */
export interface RuleContext {
  /** Before the statement. */
  readonly history: SchemaHistory;
  /** The whole migration, which Prisma sends as one piece: PostgreSQL makes it one transaction. */
  readonly script: readonly SqlStatement[];
}

/** One thing to watch out for; its name is what `--allow` takes, and its heading in docs/migrations/rules.md. */
export interface Rule {
  readonly name: string;
  readonly class: ConcernClass;
  readonly judge: (statement: SqlStatement, context: RuleContext) => readonly Concern[];
}
