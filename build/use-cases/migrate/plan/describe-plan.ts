import pico from 'picocolors';
import { type RowAnswer } from '../../../postgres/catalog/count-rows.ts';
import { type StatementClass } from './plan-migrations.ts';
import { type CountedStatement, type PlanReport } from './plan-report.ts';

/** What people call the classes. */
export const classWords: Readonly<Record<StatementClass, string>> = {
  safe: 'safe',
  locks: 'locks',
  rewrites: 'rewrites',
  backfill: 'backfill needed',
  destructive: 'destructive',
  fails: 'cannot run',
};

const widest = Math.max(...Object.values(classWords).map((word) => word.length));
/** Longer statements are cut; --json has them whole. */
const width = 100;

/** A plan as lines for people. */
export function describePlan(report: PlanReport, color: boolean): string[] {
  const paint = pico.createColors(color);
  const paints: Readonly<Record<StatementClass, (text: string) => string>> = {
    safe: paint.green,
    locks: paint.yellow,
    rewrites: paint.yellow,
    backfill: paint.yellow,
    destructive: paint.red,
    fails: paint.red,
  };
  const indent = ' '.repeat(widest + 4);
  const lines = report.components.flatMap(({ name, version, statements }) => [
    paint.bold(`${name}${version === undefined ? '' : ` ${version}`}`),
    ...statements.flatMap((one) => [
      `  ${paints[one.class](classWords[one.class].padEnd(widest))}  ${shorten(one.statement.text)}`,
      `${indent}${paint.dim([placeOfStatement(one), sayMigration(one), ...sayRows(one)].filter(Boolean).join(', '))}`,
      ...(one.failure
        ? [`${indent}${paint.red(one.failure.message)}`, `${indent}  instead: ${one.failure.hint ?? ''}`]
        : one.class === 'fails'
          ? [`${indent}fails with another statement of this migration`]
          : []),
      ...one.findings.flatMap(({ rule, what, instead, component, class: weight, allowance }) => [
        `${indent}${paint.cyan(rule)}: ${what}`,
        `${indent}  safer: ${instead}`,
        ...(weight === 'note'
          ? []
          : [
              allowance
                ? `${indent}  allowed${allowance.reason === undefined ? '' : `: ${allowance.reason}`}`
                : `${indent}  ${paint.red('not allowed')}: --allow ${component}:${rule}`,
            ]),
      ]),
    ]),
    '',
  ]);
  return [...lines, ...describeDatabase(report), summary(report)];
}

/** How many statements of which class, and how many of their dangers are not allowed. What is not known is not called nothing. */
export function summary({ components, pending, isNextKnown, refused }: PlanReport): string {
  const statements = components.flatMap((one) => one.statements);
  if (statements.length === 0 && pending.length === 0 && isNextKnown) {
    return 'nothing to migrate: the migrations build the schema';
  }
  const classes = Object.entries(classWords).flatMap(([key, word]) => {
    const found = statements.filter((one) => one.class === key).length;
    return found === 0 ? [] : [`${found} ${word}`];
  });
  const committed = `${pending.length} committed ${pending.length === 1 ? 'migration' : 'migrations'} to apply`;
  const next = statements.filter(({ migration }) => migration === undefined).length;
  return [
    `${committed}, ${describeNext(isNextKnown, next)}`,
    classes.join(', '),
    refused.length === 0 ? '' : `${refused.length} not allowed`,
  ]
    .filter(Boolean)
    .join('; ');
}

function describeNext(isKnown: boolean, statements: number): string {
  if (!isKnown) return 'the next one is not known before the errors are gone';
  if (statements === 0) return 'no next one';
  return `${statements} ${statements === 1 ? 'statement' : 'statements'} in the next one`;
}

/** What the database says beside the migrations. */
export function describeDatabase({ database }: PlanReport): string[] {
  if (!database.reachable) return [`no database looked at: ${database.reason}`];
  const { unknown, failed, edited } = database.state;
  return [
    ...(unknown.length > 0 ? [`the database has migrations that are not here: ${unknown.join(', ')}`] : []),
    ...(failed.length > 0
      ? [`migrations that failed there: ${failed.join(', ')} (npx prisma migrate resolve)`]
      : []),
    ...(edited.length > 0 ? [`migrations edited since they were applied there: ${edited.join(', ')}`] : []),
  ];
}

export function placeOfStatement({ owner }: CountedStatement): string {
  if (!owner?.location) return '';
  const { file, line, column } = owner.location;
  return `${file}:${line}:${column}${owner.model === undefined ? '' : ` (${owner.model})`}`;
}

export function sayMigration({ migration, isApart, statement }: CountedStatement): string {
  if (isApart) return 'a migration of its own after the next one';
  return migration === undefined ? 'next migration' : `${migration} line ${statement.line}`;
}

export function sayRows({ rows }: CountedStatement): string[] {
  return rows.map(
    ({ table, answer, tenants }) => `${sayAnswer(answer)}${tenants ? sayTenants(tenants) : ''} in "${table}"`,
  );
}

function sayAnswer(answer: RowAnswer): string {
  switch (answer.status) {
    case 'counted':
      return `${answer.rows} ${answer.rows === 1 ? 'row' : 'rows'}`;
    case 'estimated':
      return `about ${answer.rows} rows`;
    case 'no-table':
      return 'no table yet';
    case 'failed':
      return `rows not counted (${answer.reason})`;
  }
}

function sayTenants(answer: RowAnswer): string {
  if (!('rows' in answer)) return ' of tenants that were not counted';
  const about = answer.status === 'estimated' ? 'about ' : '';
  return ` of ${about}${answer.rows} ${answer.rows === 1 ? 'tenant' : 'tenants'}`;
}

/** A statement on one line, cut at the width of the report. */
export function shorten(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ');
  return line.length > width ? `${line.slice(0, width - 1)}…` : line;
}
