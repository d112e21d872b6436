import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { withoutPassword } from '../../../build/shells/dev/open-dev-database.ts';
import { guardPrismaCommand } from '../../../build/shells/prisma/guard-prisma-command.ts';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { DatabaseUrl } from '../../../src/database/database-url.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

/** Every part of these passwords is recognisable; the first half looks like a port where that is possible. */
const urls = [
  'postgresql://me:4711#secret@127.0.0.1:5/db',
  'postgresql://me:4711/secret@127.0.0.1:5/db',
  'postgresql://me:4711?secret@127.0.0.1:5/db',
  'postgresql://me:4711@secret#secret@127.0.0.1:5/db',
  'postgresql://me:4711@secret/secret@127.0.0.1:5/db',
  'postgresql://me:secret#4711@127.0.0.1:5/db',
  'postgresql://me:secret%zz4711@127.0.0.1:5/db',
  'postgresql://me:4711#secret',
];
const secret = /4711|secret/;

let project: TempProject;
beforeAll(() => {
  project = createTempProject({
    'package.json': '{}',
    'src/components/good/prisma/schema.prisma': 'model Good {\n  id Int @id\n}\n',
    'prisma/migrations/20260101000000_a/migration.sql': 'CREATE TABLE "Good" (id INT PRIMARY KEY);\n',
  });
});
afterAll(() => {
  project.dispose();
});

describe('a password that is not percent-encoded', () => {
  it.each(urls)('is no part of a message of the engine, the application or Prisma: %s', async (url) => {
    expect(() => parseConnectionUrl(url, '/')).toThrow(/percent-encoded|%25/);
    expect(() => parseConnectionUrl(url, '/')).not.toThrow(secret);
    expect(withoutPassword(url)).not.toMatch(secret);
    const env = { DATABASE_URL: url };
    for (const args of [
      ['migrate', 'deploy'],
      ['migrate', 'reset'],
      ['db', 'push', '--url', url],
    ]) {
      const refused = await guardPrismaCommand(project.dir, args, env);
      expect(refused).toMatchObject([{ code: 'GUARD.BAD_URL' }]);
      expect(JSON.stringify(refused)).not.toMatch(secret);
    }
  });

  it.each(urls.filter((url) => !url.includes('%')))(
    'stops the application without being printed: %s',
    (url) => {
      const { error } = DatabaseUrl.safeParse(url);
      expect(error?.issues).toMatchObject([{ message: expect.stringContaining('percent-encoded') }]);
      expect(error?.message).not.toMatch(secret);
    },
  );

  it.each([
    [['migrate', 'plan']],
    [['migrate', 'rollback']],
    [['component', 'impact', 'good']],
    [['db', 'psql']],
    [['db', 'mark']],
    [['doctor']],
  ])('is not printed by tessera %j', async (args) => {
    for (const url of [urls[1], urls[3]]) {
      const { stdout, stderr } = await tessera(project.dir, args, { DATABASE_URL: url });
      expect(`${stdout}${stderr}`).not.toMatch(secret);
      expect(`${stdout}${stderr}`).toMatch(/percent-encoded|%25/);
    }
  });

  it('is hidden, and understood, with an @ alone, and as a parameter', () => {
    expect(parseConnectionUrl('postgresql://me:a@b@h/db', '/')).toMatchObject({ password: 'a@b', host: 'h' });
    expect(withoutPassword('postgresql://me:a@b@h/db')).toBe('postgresql://me:***@h/db');
    expect(withoutPassword('postgresql://h/db?password=secret')).not.toMatch(secret);
  });
});
