import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { diskFiles } from '../../../../../build/files/disk-files.ts';
import { readMigrations } from '../../../../../build/postgres/history/read-migrations.ts';

describe('readMigrations', () => {
  let projectDir: string;
  const read = () => readMigrations({ projectDir, migrationsDir: 'prisma/migrations' }, diskFiles);
  const write = (file: string, content: string | Uint8Array) => {
    const target = path.join(projectDir, 'prisma/migrations', file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content);
  };
  beforeEach(() => {
    projectDir = mkdtempSync(path.join(tmpdir(), 'migrations-')).replaceAll('\\', '/');
  });
  afterEach(() => {
    rmSync(projectDir, { recursive: true });
  });

  it('has none without a folder', () => {
    expect(read()).toEqual({ migrations: [], diagnostics: [] });
  });

  it('gives them in the order they are applied, with the checksum Prisma takes', () => {
    write('20260102_b/migration.sql', '\uFEFFSELECT 2;\r\n');
    write('20260101_a/migration.sql', 'SELECT 1;');
    write('20260101_a/notes.md', 'no SQL');
    write('migration_lock.toml', 'provider = "postgresql"');

    const { migrations, diagnostics } = read();
    expect(diagnostics).toEqual([]);
    expect(migrations.map(({ id, file, sql }) => [id, file, sql])).toEqual([
      ['20260101_a', 'prisma/migrations/20260101_a/migration.sql', 'SELECT 1;'],
      ['20260102_b', 'prisma/migrations/20260102_b/migration.sql', '\uFEFFSELECT 2;\r\n'],
    ]);
    expect(migrations[0]?.checksum).toBe(createHash('sha256').update('SELECT 1;').digest('hex'));
  });

  it('names folders without SQL and SQL that is no UTF-8, all at once', () => {
    write('1_empty/down.sql', '');
    write('2_latin/migration.sql', Buffer.from("SELECT 'é'", 'latin1'));
    write('3_fine/migration.sql', 'SELECT 1');

    const { migrations, diagnostics } = read();
    expect(migrations.map(({ id }) => id)).toEqual(['3_fine']);
    expect(diagnostics.map(({ code, location }) => [code, location?.file])).toEqual([
      ['MIGRATION.NO_SQL', 'prisma/migrations/1_empty/migration.sql'],
      ['MIGRATION.ENCODING', 'prisma/migrations/2_latin/migration.sql'],
    ]);
  });
});
