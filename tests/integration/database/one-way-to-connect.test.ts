import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { withSession } from '../../../build/postgres/connection/with-session.ts';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { makeTemplateDatabase } from '../../../build/use-cases/component-test/template-database.ts';
import { openSql } from '../../../build/use-cases/database/open-sql.ts';
import { rehearseOnClone } from '../../../build/use-cases/lifecycle/upgrade/rehearse-on-clone.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { query, serverUrl } from '../schema-engine/prisma-project.ts';

/** TLS where the server has it, which this one has not. The driver itself would refuse to go on without. */
function preferringTls(url: string): string {
  const preferred = new URL(url);
  preferred.searchParams.set('sslmode', 'prefer');
  return preferred.href;
}

describe('sslmode=prefer in a URL', () => {
  const database = new URL(serverUrl());
  database.pathname = `/connects_${randomBytes(6).toString('hex')}`;
  const url = preferringTls(database.href);
  const name = database.pathname.slice(1);
  let project: TempProject;
  let migrations: string;

  beforeAll(async () => {
    project = createTempProject({
      'migrations/1_notes/migration.sql': 'CREATE TABLE "Note" ("id" SERIAL PRIMARY KEY, "text" TEXT);\n',
    });
    migrations = join(project.dir, 'migrations');
    await query(serverUrl(), `CREATE DATABASE "${name}"`);
    await applyMigrations({ url }, migrations);
    await query(database.href, `INSERT INTO "Note" ("text") VALUES ('a'), ('b')`);
  });
  afterAll(async () => {
    await query(serverUrl(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    project.dispose();
  });

  it('is for the rehearsal of an upgrade what it is for migrations', async () => {
    const rehearsal = await withSession(parseConnectionUrl(url, project.dir), (session) =>
      rehearseOnClone({ url, session }, { before: migrations, after: migrations }, false),
    );
    expect(rehearsal).toMatchObject({ rows: 2, problems: [] });
  });

  it('is it for the database of a component’s tests', async () => {
    const template = await makeTemplateDatabase(
      preferringTls(serverUrl()),
      'CREATE TABLE "Note" ("id" INT);',
    );
    expect(template.tables).toBe(1);
    await template.drop();
  });

  it('is it for statements that are typed', async () => {
    const sql = await openSql(url, project.dir);
    expect(await sql.run('SELECT "text" FROM "Note" ORDER BY 1; SELECT 1 AS one')).toMatchObject({
      results: [{ rows: [{ text: 'a' }, { text: 'b' }] }, { rows: [{ one: 1 }] }],
    });
    expect(await sql.run('SELECT nothing')).toMatchObject({ refusal: expect.stringContaining('nothing') });
    await sql.run('BEGIN');
    await sql.run('CREATE TABLE kept (id INT)');
    expect(await sql.run('SELECT * FROM kept')).toMatchObject({ results: [{ rows: [] }] });
    await sql.close();
  });
});
