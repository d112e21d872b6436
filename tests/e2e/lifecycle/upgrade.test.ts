import { randomBytes } from 'node:crypto';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { query, serverUrl } from '../../integration/schema-engine/prisma-project.ts';
import { createProjectCopy, type ProjectCopy } from '../../support/project-copy.ts';
import { tessera } from '../../support/tessera.ts';

// The component's own tests run, in a Jest of their own.
jest.setTimeout(300_000);

let project: ProjectCopy;
const database = new URL(serverUrl());
database.pathname = `/upgrade_${randomBytes(6).toString('hex')}`;
const name = database.pathname.slice(1);

beforeAll(async () => {
  project = createProjectCopy({ components: ['demo'] });
  project.write('jest.config.js', readFileSync('jest.config.js', 'utf8'));
  await query(serverUrl(), `CREATE DATABASE "${name}"`);
  await applyMigrations({ url: database.href }, project.path('prisma/migrations'));
  await query(
    database.href,
    `INSERT INTO "DemoUser" (id, email, name, "updatedAt") VALUES ('u1', 'a@example.org', 'A', now())`,
  );
});
afterAll(async () => {
  await query(serverUrl(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  project.remove();
});

describe('tessera component upgrade', () => {
  it('tests the new version on a copy, and then replaces the folder and migrates', async () => {
    cpSync(project.path('src/components/demo'), project.path('.tessera/demo-1.1.0'), { recursive: true });
    const change = (file: string, from: string, to: string) => {
      const text = readFileSync(project.path(`.tessera/demo-1.1.0/${file}`), 'utf8');
      expect(text).toContain(from);
      writeFileSync(project.path(`.tessera/demo-1.1.0/${file}`), text.replace(from, to));
    };
    change('component.json', '"version": "1.0.0"', '"version": "1.1.0"');
    change('prisma/schema.prisma', 'model DemoUser {\n', 'model DemoUser {\n  nickname String?\n');
    const { PATH, HOME } = process.env;
    const env = { PATH, HOME, DATABASE_URL: database.href, TEST_DATABASE_URL: serverUrl() };
    const { exitCode, stdout } = await tessera(
      project.dir,
      ['component', 'upgrade', 'demo', '.tessera/demo-1.1.0', '--json'],
      env,
    );
    expect({ exitCode, report: JSON.parse(stdout) as unknown }).toMatchObject({
      exitCode: 0,
      report: {
        ok: true,
        go: true,
        done: true,
        from: '1.0.0',
        to: '1.1.0',
        plan: expect.stringContaining('ADD COLUMN     "nickname" TEXT'),
        tested: ['demo'],
        migration: expect.stringMatching(/^prisma\/migrations\/\d{14}_upgrade_demo$/),
      },
    });
    expect(readFileSync(project.path('src/components/demo/component.json'), 'utf8')).toContain('1.1.0');
    expect(readFileSync(project.path('components.lock.json'), 'utf8')).toContain('"version": "1.1.0"');
    expect(await query(database.href, 'SELECT email, nickname FROM "DemoUser" WHERE id = \'u1\'')).toEqual([
      { email: 'a@example.org', nickname: null },
    ]);
  });
});
