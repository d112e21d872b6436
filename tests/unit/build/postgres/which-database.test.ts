import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { namedDatabases, resolveDatabase } from '../../../../build/postgres/which-database.ts';

describe('the database of a command', () => {
  let project: string;
  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'tessera-which-'));
  });
  afterEach(() => rm(project, { recursive: true }));

  it('is the named one or the embedded one', async () => {
    expect(await resolveDatabase(project, {}, 'app')).toEqual({ kind: 'embedded' });
    await writeFile(join(project, '.env'), 'DATABASE_URL=postgresql://in-file/db\n');
    expect(await resolveDatabase(project, {}, 'app')).toEqual({
      kind: 'external',
      url: 'postgresql://in-file/db',
    });
    expect(await resolveDatabase(project, { DATABASE_URL: 'postgresql://in-env/db' }, 'app')).toEqual({
      kind: 'external',
      url: 'postgresql://in-env/db',
    });
    expect(await resolveDatabase(project, { DATABASE_URL: '' }, 'app')).toEqual({ kind: 'embedded' });
  });

  it('is that of MIGRATION_DATABASE_URL for everything that migrates, and only for that', async () => {
    const env = { DATABASE_URL: 'postgresql://app/db', MIGRATION_DATABASE_URL: 'postgresql://owner/db' };
    expect(await resolveDatabase(project, env, 'migration')).toMatchObject({ url: 'postgresql://owner/db' });
    expect(await resolveDatabase(project, env, 'app')).toMatchObject({ url: 'postgresql://app/db' });
    expect(namedDatabases({ ...env, MIGRATION_DATABASE_URL: '' }).migration).toBe('postgresql://app/db');
  });
});
