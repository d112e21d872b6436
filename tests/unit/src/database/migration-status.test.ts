import { describe, expect, it } from '@jest/globals';
import { describeMigrations } from '../../../../src/database/describe-migrations.ts';
import { compareMigrations, type MigrationRecord } from '../../../../src/database/migration-status.ts';

const done = (migration_name: string): MigrationRecord => ({
  migration_name,
  finished_at: new Date(0),
  rolled_back_at: null,
});
const stuck = (migration_name: string): MigrationRecord => ({ ...done(migration_name), finished_at: null });
const rolledBack = (migration_name: string): MigrationRecord => ({
  ...stuck(migration_name),
  rolled_back_at: new Date(0),
});

describe('compareMigrations', () => {
  it('finds nothing to say when both are in step', () => {
    const status = compareMigrations(['1_a', '2_b'], [done('1_a'), rolledBack('2_b'), done('2_b')]);
    expect(status).toEqual({ missing: [], failed: [], unknown: [] });
    expect(describeMigrations(status)).toEqual([]);
  });

  it('tells an older database from a newer one', () => {
    expect(compareMigrations(['1_a', '2_b', '3_c'], [done('1_a')])).toEqual({
      missing: ['2_b', '3_c'],
      failed: [],
      unknown: [],
    });
    expect(compareMigrations(['1_a'], [done('1_a'), done('2_b')]).unknown).toEqual(['2_b']);
  });

  it('counts a rolled back migration as missing and a half-way one as failed', () => {
    const status = compareMigrations(['1_a', '2_b'], [rolledBack('1_a'), stuck('2_b')]);
    expect(status).toEqual({ missing: ['1_a', '2_b'], failed: ['2_b'], unknown: [] });
  });
});

describe('describeMigrations', () => {
  it('names the migrations and the command', () => {
    expect(describeMigrations({ missing: ['1_a'], failed: [], unknown: [] })).toEqual([
      'The database is older than this build: 1 migration is not applied (1_a). Run: npx prisma migrate deploy',
    ]);
    expect(describeMigrations({ missing: ['2_b'], failed: ['2_b'], unknown: ['3_c', '4_d'] })).toEqual([
      '1 migration is stuck half-way: 2_b. Mend the database, then run: npx prisma migrate resolve --rolled-back 2_b',
      'The database is newer than this build: 2 migrations are unknown here (3_c, 4_d). Deploy the build they belong to.',
    ]);
  });
});
