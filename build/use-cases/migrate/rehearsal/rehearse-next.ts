import { type Diagnostic, type RelatedLocation } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { withThrowAwayDatabase } from '../../../postgres/throw-away/throw-away-database.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type SqlScript } from '../../../postgres/sql/sql-statement.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type Owner } from '../owners.ts';
import { type ColumnReader } from './find-readers.ts';
import { applyHistory } from './apply-history.ts';
import { leaveOutConsequences } from './leave-out-consequences.ts';
import { type Aliases, locateFailure } from './locate-failure.ts';
import { type FailedStatement, runStatements } from './run-statements.ts';
import { inTwoMigrations, wayOut } from './way-out.ts';

/** What PostgreSQL refuses of the next migration. */
export interface Rehearsal {
  /** Places of the statements in the script. */
  readonly failed: ReadonlySet<number>;
  /** By place; what fails only because another statement has failed has no diagnostic. */
  readonly reasons: ReadonlyMap<number, Diagnostic>;
}

/**
 * Runs the next migration on a throw-away database that has all committed ones; nothing of it stays. There are no rows:
 * what only rows make fail, the rules say.
 *
 * @param next what Prisma would write
 * @throws EngineError when there can be no such database
 */
export async function rehearseNext(
  look: Pick<HistoryLook, 'migrations' | 'owners' | 'replay'>,
  next: SqlScript,
  target: EngineTarget,
): Promise<Rehearsal> {
  const failed = await withThrowAwayDatabase(target, async (session) => {
    const client = await session.pool.connect();
    try {
      await applyHistory(client, look.replay.migrations);
      return await runStatements(client, next.statements);
    } finally {
      client.release();
    }
  });
  const aliases = aliasesIn(next);
  const reasons = leaveOutConsequences(failed, aliases).map(
    (one) => [one.at, describeFailure(one, next, look, aliases)] as const,
  );
  return { failed: new Set(failed.map(({ at }) => at)), reasons: new Map(reasons) };
}

function describeFailure(
  failed: FailedStatement,
  script: SqlScript,
  { owners, replay, migrations }: Pick<HistoryLook, 'migrations' | 'owners' | 'replay'>,
  aliases: Aliases,
): Diagnostic {
  const { statement, refusal, readers } = failed;
  const { literals } = replay;
  const place = locateFailure(failed, script.text, { owners, literals, aliases });
  const isTooEarly = usesWhatComesLater(failed, script);
  const related = [...remadeHere(place?.remade), ...findViews(readers, migrations)];
  return {
    code: migrateCodes.cannotRun,
    severity: 'error',
    ...(place ? { component: place.component } : {}),
    message: `The next migration cannot run: PostgreSQL says "${refusal.words}" of \`${firstLine(statement.text)}\`${describeReaders(readers)}${isTooEarly ? ', which comes before what it needs' : ''}.`,
    hint: isTooEarly ? inTwoMigrations : wayOut(refusal, statement),
    ...(place?.location ? { location: place.location } : {}),
    ...(related.length > 0 ? { related } : {}),
  };
}

/** Prisma makes an enum anew under another name, and gives it its own in the end. */
function aliasesIn({ statements }: SqlScript): Map<string, string[]> {
  const names = new Map<string, string[]>();
  const add = (name: string, alias: string): void => {
    names.set(name, [...(names.get(name) ?? []), alias]);
  };
  for (const { name, newName, touch, column } of statements.flatMap(({ objects }) => objects)) {
    if (touch !== 'rename' || newName === undefined || column !== undefined) continue;
    add(newName, name);
    add(name, newName);
  }
  return names;
}

/** The script makes the table itself, behind the statement that needs it. */
function usesWhatComesLater({ statement, at, refusal }: FailedStatement, { statements }: SqlScript): boolean {
  if (refusal.code !== '42P01') return false;
  const made = statements
    .slice(at + 1)
    .flatMap(({ objects }) => objects)
    .filter(({ kind, touch, column }) => kind === 'table' && touch === 'create' && column === undefined);
  return statement.objects.some(
    ({ kind, name }) => kind === 'table' && made.some((one) => one.name === name),
  );
}

function remadeHere(remade: Owner | undefined): RelatedLocation[] {
  if (!remade?.location) return [];
  const { component, model = '', location } = remade;
  return [{ ...location, component, message: `"${model}" changes, and is made anew for that` }];
}

function describeReaders(readers: readonly ColumnReader[]): string {
  if (readers.length === 0) return '';
  const list = readers.map(({ view, table, column }) => `view "${view}" reads "${table}"."${column}"`);
  return `; ${list.join(', ')}`;
}

/** Where migrations made the views. */
function findViews(
  readers: readonly ColumnReader[],
  migrations: HistoryLook['migrations'],
): RelatedLocation[] {
  const made = new Map<string, RelatedLocation>();
  for (const { migration, statements } of migrations) {
    for (const { touch, column, name, offset } of statements.flatMap(({ statement }) => statement.objects)) {
      if (touch !== 'create' || column !== undefined || !readers.some(({ view }) => view === name)) continue;
      made.set(name, {
        file: migration.file,
        ...positionAt(lineStarts(migration.sql), offset),
        length: name.length,
        message: `view "${name}" is made here`,
      });
    }
  }
  return [...made.values()];
}

function firstLine(sql: string): string {
  const line = sql.replaceAll(/\s+/g, ' ');
  return line.length > 100 ? `${line.slice(0, 99)}…` : line;
}
