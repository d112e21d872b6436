import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { query } from '../schema-engine/prisma-project.ts';
import { component, startPlatform } from './start-platform.ts';

describe('on a database that is ahead of the build', () => {
  const migrations = readdirSync(join(import.meta.dirname, '../../../prisma/migrations')).filter((name) =>
    /^\d/.test(name),
  );
  const demo = component('demo', undefined, { models: ['DemoUser', 'DemoPost'] });
  const tenancy = component('tenancy', undefined, { models: ['Tenant'] });
  let ahead: TestDatabase;
  beforeAll(async () => {
    ahead = await createTestDatabase();
    await query(
      ahead.url,
      `ALTER TABLE "DemoUser" ADD "later" TEXT;
       INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', 'x', '99990101000000_later', now())`,
    );
  });
  afterAll(async () => {
    await ahead.drop();
  });

  it('is not ready, and names the migration and the component it changed', async () => {
    const { app, http } = await startPlatform(ahead.url, [demo, tenancy], { migrations });
    const { status, body } = await http.get('/health/ready');
    await app.close();
    expect(status).toBe(503);
    expect(body).toMatchObject({
      error: { migrations: { unknown: ['99990101000000_later'], components: ['demo'] } },
    });
  });

  it('takes a table of the same name in another schema for somebody else’s', async () => {
    await query(
      ahead.url,
      `CREATE SCHEMA "other"; CREATE TABLE "other"."tenants" ("id" INT, "odd" TEXT); CREATE TABLE "other"."DemoUser" ("id" INT)`,
    );
    const { app, http } = await startPlatform(ahead.url, [demo, tenancy], { migrations });
    const { body } = await http.get('/health/ready');
    await app.close();
    expect(body).toMatchObject({ error: { migrations: { components: ['demo'] } } });
  });

  it('serves on when the rollout is made for it', async () => {
    const { app, http } = await startPlatform(ahead.url, [demo, tenancy], { migrations, ahead: 'serve' });
    const { status, body } = await http.get('/health/ready');
    await app.close();
    expect(status).toBe(200);
    expect(JSON.stringify(body)).toContain('The database is newer than this build');
  });
});

describe('on a database whose schema the role may not use', () => {
  it('starts, and its health names the right that is missing, not migrations', async () => {
    const database = await createTestDatabase();
    const role = `tessera_reader_${randomBytes(6).toString('hex')}`;
    const secret = randomBytes(12).toString('hex');
    const url = new URL(database.url);
    Object.assign(url, { username: role, password: secret });
    const message = async () => {
      const { app, http } = await startPlatform(url.href, [], { migrations: ['20261121100000_demo'] });
      const { status, body } = await http.get('/health/ready');
      await app.close();
      expect(status).toBe(503);
      return JSON.stringify(
        z.looseObject({ error: z.looseObject({ migrations: z.unknown() }) }).parse(body).error.migrations,
      );
    };
    try {
      await query(
        database.url,
        `CREATE ROLE ${role} LOGIN PASSWORD '${secret}'; REVOKE ALL ON SCHEMA public FROM PUBLIC`,
      );
      expect(await message()).toContain(`has no right (USAGE) on schema`);
      url.searchParams.set('schema', 'public');
      expect(await message()).toContain(`has no right (USAGE) on schema`);
      await query(database.url, `GRANT USAGE ON SCHEMA public TO ${role}`);
      expect(await message()).toContain('has no right (SELECT) on');
    } finally {
      await query(database.url, `DROP OWNED BY ${role}; DROP ROLE ${role}`);
      await database.drop();
    }
  });
});
