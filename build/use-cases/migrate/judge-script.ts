import { type SqlScript, type SqlStatement } from '../../postgres/sql/sql-statement.ts';
import { type SchemaHistory } from '../../postgres/history/schema-history.ts';
import { type Concern, concernClasses, type ConcernClass } from './rules/rule.ts';
import { rules } from './rules/rules.ts';

/** What a rule found in a statement. */
export interface RuleFinding extends Concern {
  /** The rule's name. */
  readonly rule: string;
  readonly class: ConcernClass;
}

/** A statement and what there is to say about it, the worst first. */
export interface JudgedStatement {
  readonly statement: SqlStatement;
  readonly findings: readonly RuleFinding[];
}

/**
 * Judges a migration by every rule.
 *
 * @param history what the migrations before it made; this one is taken in
 */
export function judgeScript({ statements }: SqlScript, history: SchemaHistory): JudgedStatement[] {
  const script = statements.map(withoutTemporary);
  return statements.map((statement, at) => {
    const context = { history, script };
    const findings = rules
      .flatMap(({ name, class: weight, judge }) =>
        judge(script[at] ?? statement, context).map((concern) => ({ ...concern, rule: name, class: weight })),
      )
      .sort((a, b) => concernClasses.indexOf(b.class) - concernClasses.indexOf(a.class));
    history.apply(statement);
    return { statement, findings };
  });
}

/** What is there for the session only has no rows of others, and no version of the app uses it. */
function withoutTemporary(statement: SqlStatement): SqlStatement {
  const lasting = statement.objects.filter(({ isTemporary }) => !isTemporary);
  return { ...statement, objects: lasting };
}
