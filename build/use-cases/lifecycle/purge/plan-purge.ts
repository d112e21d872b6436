import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { schemasOf } from '../../../pipeline/lock/external-names.ts';
import { type LockEntry } from '../../../pipeline/lock/lock-file.ts';
import { type HistoryNames, historyNames } from '../../../postgres/history/history-names.ts';
import { type Migration, readMigrations } from '../../../postgres/history/read-migrations.ts';
import { findSyntaxProblems } from '../../migrate/syntax-problem.ts';
import { listPendingMigrations } from '../../../prisma-engine/list-pending-migrations.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';
import { migrationTitle } from '../../../postgres/history/migration-id.ts';
import { findHoldings, type Holdings } from './find-holdings.ts';
import { purgeSql } from './purge-sql.ts';

/** What the committed migrations say of a component's names. */
export interface PurgeHistory {
  readonly migrations: readonly Migration[];
  readonly names: HistoryNames;
  /** The migration of a purge that was killed before the lock knew of it. */
  readonly written: Migration | undefined;
  /** Migrations that cannot be read: what they made is not known. */
  readonly diagnostics: readonly Diagnostic[];
}

/** What would go, and what is in the way. */
export interface PurgePlan {
  readonly holdings: Holdings;
  /** Undefined: there is nothing to drop. */
  readonly sql: string | undefined;
  readonly problems: readonly Diagnostic[];
}

export async function readPurgeHistory(
  name: string,
  { tables, enums }: LockEntry,
  config: ProjectConfig,
  files: ProjectFiles,
): Promise<PurgeHistory> {
  const { migrations, diagnostics } = readMigrations(config, files);
  const unreadable = await findSyntaxProblems(migrations);
  const names = await historyNames(
    migrations.map(({ sql }) => sql),
    config.defaultSchema,
  );
  const isMade = [...tables, ...enums].some((one) => names.has(one));
  const title = migrationTitle(`purge_${name}`);
  return {
    migrations,
    names,
    written: isMade ? undefined : migrations.findLast(({ id }) => id.replace(/^\d+_/, '') === title),
    diagnostics: [...diagnostics, ...unreadable],
  };
}

/** Looks at the database; changes nothing. */
export async function planPurge(
  component: { readonly name: string; readonly entry: LockEntry },
  { session, url }: { readonly session: Session; readonly url: string },
  history: PurgeHistory,
  config: ProjectConfig,
): Promise<PurgePlan> {
  const { name, entry } = component;
  const schemas = [...new Set([session.target.schema, ...schemasOf(url, config.defaultSchema)])];
  const holdings = await findHoldings(session, entry, schemas);
  const isHeld = new Set([...holdings.tables, ...holdings.enums].map(({ known }) => known));
  const isMade = new Set([...history.names.tables, ...history.names.types]);
  const pushed = new Set([...isHeld].filter((one) => !isMade.has(one)));
  const chosen = (known: readonly string[]): string[] =>
    known.filter((one) => isMade.has(one) || isHeld.has(one));
  const [tables, enums] = [chosen(entry.tables), chosen(entry.enums)];
  const sql =
    tables.length + enums.length === 0
      ? undefined
      : purgeSql({ name, version: entry.version }, { tables, enums, pushed });
  const problems = [
    ...usedByOthers(name, holdings),
    ...(await unsettled(name, url, `${config.projectDir}/${config.migrationsDir}`)),
  ];
  return { holdings, sql, problems };
}

function usedByOthers(component: string, { usedBy }: Holdings): Diagnostic[] {
  return usedBy.map((what) => ({
    code: lifecycleCodes.dependedOn,
    severity: 'error',
    component,
    message: `In the database, ${what}.`,
    hint: 'Remove what refers to it with a migration of its owner, deploy that, and purge again.',
  }));
}

/** Where the database is not what the migrations build, a look at it says nothing about the others. */
async function unsettled(component: string, url: string, migrationsDir: string): Promise<Diagnostic[]> {
  const { pending, unknown, failed } = await listPendingMigrations({ url }, migrationsDir);
  const about = { code: lifecycleCodes.unsettled, severity: 'error' as const, component };
  const list = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  return [
    ...(failed.length === 0
      ? []
      : [
          {
            ...about,
            message: `In the database, ${list(failed)} failed half-way.`,
            hint: 'Settle it first: npx prisma migrate resolve.',
          },
        ]),
    ...(pending.length === 0
      ? []
      : [
          {
            ...about,
            message: `The database lacks ${list(pending)}.`,
            hint: 'Apply them first: npx prisma migrate deploy.',
          },
        ]),
    ...(unknown.length === 0
      ? []
      : [
          {
            ...about,
            message: `The database has ${list(unknown)}, which this branch has not.`,
            hint: 'Purge on a branch that has all migrations of the database.',
          },
        ]),
  ];
}
