import { type MigrationStatus } from './migration-status.ts';

/** What an operator should know and do, one sentence each; empty when database and build are in step. */
export function describeMigrations({ missing, failed, unknown }: MigrationStatus): string[] {
  const neverStarted = missing.filter((name) => !failed.includes(name));
  return [
    ...(failed.length > 0
      ? [
          `${count(failed)} stuck half-way: ${failed.join(', ')}. Mend the database, then run: npx prisma migrate resolve --rolled-back ${failed[0] ?? ''}`,
        ]
      : []),
    ...(neverStarted.length > 0
      ? [
          `The database is older than this build: ${count(neverStarted)} not applied (${neverStarted.join(', ')}). Run: npx prisma migrate deploy`,
        ]
      : []),
    ...(unknown.length > 0
      ? [
          `The database is newer than this build: ${count(unknown)} unknown here (${unknown.join(', ')}). Deploy the build they belong to.`,
        ]
      : []),
  ];
}

function count(names: readonly string[]): string {
  return names.length === 1 ? '1 migration is' : `${String(names.length)} migrations are`;
}
