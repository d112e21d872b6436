import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type SqlScript } from '../../../postgres/sql/sql-statement.ts';
import { SchemaHistory } from '../../../postgres/history/schema-history.ts';
import { type RuleFinding, judgeScript, type JudgedStatement } from '../judge-script.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type Allowance, findAllowance, unowned } from '../ownership/allowances.ts';
import { attributeStatement } from '../ownership/attribute-statement.ts';
import { type Owner } from '../owners.ts';
import { type Rehearsal } from '../rehearsal/rehearse-next.ts';
import { type ConcernClass } from '../rules/rule.ts';

/** `safe`, or the worst class of what the rules found; `fails`: PostgreSQL does not run it at all. */
export type StatementClass = 'safe' | Exclude<ConcernClass, 'note'> | 'fails';

/** A finding, the component that has to allow it, and the allowance if there is one. */
export interface PlannedFinding extends RuleFinding {
  /** `unowned` for statements without an owner. */
  readonly component: string;
  /** Whose the object is, with the place of its field or attribute. */
  readonly owner: Owner | undefined;
  /** Absent when it needs one and has none; notes need none. */
  readonly allowance?: Allowance;
}

export interface PlannedStatement extends Pick<JudgedStatement, 'statement'> {
  /** Folder name; undefined for the migration that is not written yet. */
  readonly migration: string | undefined;
  /** Of the migration that follows the one that is not written yet, and builds indexes only. */
  readonly isApart?: true;
  readonly owner: Owner | undefined;
  readonly class: StatementClass;
  /** Why it cannot run; of a statement that only another one keeps from running there is none. */
  readonly failure?: Diagnostic;
  readonly findings: readonly PlannedFinding[];
  /** Tables it changes that were there before. */
  readonly tables: readonly { readonly schema: string | undefined; readonly name: string }[];
}

export interface MigrationPlan {
  /** In the order they run: committed and not applied, then what `prisma migrate dev` would write. */
  readonly statements: readonly PlannedStatement[];
  /** One for each finding without an allowance. */
  readonly refused: readonly Diagnostic[];
}

export interface PlanMigrationsInput {
  /** Committed migrations that are still to run. */
  readonly pending: readonly string[];
  /** What the schema lacks after all of them; undefined when that is not known. */
  readonly next: SqlScript | undefined;
  /** Indexes of the schema that are built by a migration of their own behind `next`. @default none */
  readonly indexes?: SqlScript | undefined;
  /** What a rehearsal of `next` has shown. @default nothing */
  readonly rehearsal?: Rehearsal;
  /** From the command line; those of the files come on top. */
  readonly allowances: readonly Allowance[];
}

/** Judges what is to run, statement by statement; what ran already says how the tables are. */
export function planMigrations(look: HistoryLook, request: PlanMigrationsInput): MigrationPlan {
  const history = new SchemaHistory(look.config.defaultSchema);
  const pending = look.migrations.filter(({ migration }) => request.pending.includes(migration.id));
  for (const { migration } of look.migrations) {
    if (pending.some((one) => one.migration === migration)) continue;
    for (const statement of migration.script.statements) history.apply(statement);
  }
  history.settle();
  const planned = pending.flatMap(({ migration, statements }) =>
    planScript(migration.script, history, {
      migration: migration.id,
      allowances: [...request.allowances, ...migration.allowances],
      ownerAt: (at) => statements[at]?.owner,
      look,
    }),
  );
  const { next, indexes } = request;
  const write = (script: SqlScript, rehearsal?: Rehearsal): PlannedStatement[] =>
    planScript(script, history, {
      migration: undefined,
      rehearsal,
      allowances: request.allowances,
      ownerAt: (at) => script.statements[at] && attributeStatement(script.statements[at], look.owners).owner,
      look,
    });
  const written = [
    ...(next ? write(next, request.rehearsal) : []),
    ...(indexes ? write(indexes).map((one) => ({ ...one, isApart: true as const })) : []),
  ];
  const statements = [...planned, ...written];
  return { statements, refused: statements.flatMap((one) => refuse(one, look)) };
}

interface ScriptAbout {
  readonly migration: string | undefined;
  readonly allowances: readonly Allowance[];
  readonly ownerAt: (index: number) => Owner | undefined;
  readonly rehearsal?: Rehearsal | undefined;
  readonly look: HistoryLook;
}

function planScript(
  script: SqlScript,
  history: SchemaHistory,
  { migration, allowances, ownerAt, rehearsal, look }: ScriptAbout,
): PlannedStatement[] {
  const made = new Set<string>();
  return judgeScript(script, history).map(({ statement, findings }, at) => {
    const owner = ownerAt(at);
    const failure = rehearsal?.reasons.get(at);
    const judged = findings.map((finding): PlannedFinding => {
      const objectOwner = look.owners.of(finding.object) ?? owner;
      const component = objectOwner?.component ?? unowned;
      const allowance = findAllowance(allowances, { component, kinds: [finding.rule, finding.class] });
      return { ...finding, component, owner: objectOwner, ...(allowance ? { allowance } : {}) };
    });
    const worst = judged.find((finding) => finding.class !== 'note')?.class;
    const tables = statement.objects.filter(({ kind, touch, column, name, isTemporary }) => {
      if (kind !== 'table' || isTemporary || column !== undefined) return false;
      if (touch === 'read' || touch === 'refer') return false;
      if (touch === 'create') made.add(name);
      return !made.has(name);
    });
    return {
      statement,
      migration,
      owner,
      class:
        rehearsal?.failed.has(at) === true
          ? 'fails'
          : worst === undefined || worst === 'note'
            ? 'safe'
            : worst,
      ...(failure ? { failure } : {}),
      findings: judged,
      tables: tables.map(({ schema, name }) => ({ schema, name })),
    };
  });
}

function refuse({ findings, migration, statement }: PlannedStatement, look: HistoryLook): Diagnostic[] {
  const committed = look.migrations.find((one) => one.migration.id === migration)?.migration;
  const inSql = committed && {
    file: committed.file,
    ...positionAt(lineStarts(committed.sql), statement.start),
  };
  return findings
    .filter((finding) => finding.class !== 'note' && !finding.allowance)
    .map(({ rule, what, instead, component, owner, class: weight }): Diagnostic => {
      const location = inSql ?? owner?.location;
      return {
        code: migrateCodes.notAllowed,
        severity: 'error',
        component,
        message: `${committed ? `Migration "${committed.id}"` : 'The next migration'} ${what} (${weight}, ${rule}).`,
        hint: `${instead} Or allow it: --allow ${component}:${rule}${committed ? `, or with a reason in ${committed.folder}/migration.allow.json` : ''}.`,
        ...(location ? { location } : {}),
        ...(inSql && owner?.location
          ? {
              related: [{ ...owner.location, component, message: `"${owner.model ?? ''}" is declared here` }],
            }
          : {}),
      };
    });
}
