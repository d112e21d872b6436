import { afterEach, beforeEach, expect, it, jest } from '@jest/globals';
import { createTestDatabase } from '@/database/test-utils';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';
import { query } from '../schema-engine/prisma-project.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

jest.setTimeout(180_000);

const schemaFile = 'src/components/users/prisma/schema.prisma';
const history = `CREATE SCHEMA IF NOT EXISTS "crm";
CREATE SCHEMA IF NOT EXISTS "sales";
CREATE TABLE "crm"."User" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, "street" TEXT, CONSTRAINT "User_pkey" PRIMARY KEY ("id"));
CREATE TABLE "sales"."User2" ("id" SERIAL NOT NULL, "name" TEXT NOT NULL, CONSTRAINT "User2_pkey" PRIMARY KEY ("id"));
`;
const before = `model User {
  id     Int     @id @default(autoincrement())
  name   String
  street String?

  @@schema("crm")
}

model User2 {
  id   Int    @id @default(autoincrement())
  name String

  @@schema("sales")
}
`;
/** One column of each gets another name, one of "crm" moves into a table of "sales". */
const after = `model User {
  id       Int      @id @default(autoincrement())
  fullName String
  address  Address?

  @@schema("crm")
}

model Address {
  userId Int     @id
  street String?
  user   User    @relation(fields: [userId], references: [id], onDelete: Cascade)

  @@schema("sales")
}

model User2 {
  id    Int    @id @default(autoincrement())
  title String

  @@schema("sales")
}
`;

let project: TempProject;
let database: Awaited<ReturnType<typeof createTestDatabase>>;
const migrate = (...args: string[]) =>
  tessera(project.dir, ['migrate', ...args], {
    TEST_DATABASE_URL: process.env['TESSERA_TEST_SERVER_URL'],
    DATABASE_URL: database.url,
  });
const deploy = () => applyMigrations({ url: database.url }, `${project.dir}/prisma/migrations`);

beforeEach(async () => {
  project = createTempProject({
    [schemaFile]: before,
    'prisma/migrations/20260101000000_users/migration.sql': history,
  });
  database = await createTestDatabase();
  await query(database.url, emptyDatabase);
  await project.run();
  expect(await migrate('record')).toMatchObject({ exitCode: 0 });
  await deploy();
});
afterEach(async () => {
  await database.drop();
  project.dispose();
});

it('takes tables of several database schemas through both steps, with what both versions write', async () => {
  await query(
    database.url,
    `INSERT INTO crm."User" (name, street) VALUES ('Ada', 'Baker Street'); INSERT INTO sales."User2" (name) VALUES ('two')`,
  );
  project.write(schemaFile, after);
  const told = ['--rename', 'User.name:fullName', '--rename', 'User2.name:title', '--split', 'User:Address'];

  expect(await migrate('expand', ...told)).toMatchObject({ exitCode: 0, stderr: '' });
  await deploy();
  await query(
    database.url,
    `INSERT INTO crm."User" (name, street) VALUES ('old version', 'Main Street');
     INSERT INTO sales."User2" (title) VALUES ('new version')`,
  );
  expect(await query(database.url, 'SELECT name, title FROM sales."User2" ORDER BY id')).toEqual([
    { name: 'two', title: null },
    { name: 'new version', title: 'new version' },
  ]);

  expect(await migrate('backfill')).toMatchObject({ exitCode: 0 });
  expect(await migrate('contract')).toMatchObject({ exitCode: 0, stderr: '' });
  await deploy();
  expect(project.read(schemaFile)).toBe(after);
  expect(await migrate('check')).toMatchObject({ exitCode: 0 });
  expect(
    await query(
      database.url,
      `SELECT u."fullName", a.street, v.title FROM crm."User" u JOIN sales."Address" a ON a."userId" = u.id
       LEFT JOIN sales."User2" v ON v.id = u.id ORDER BY u.id`,
    ),
  ).toEqual([
    { fullName: 'Ada', street: 'Baker Street', title: 'two' },
    { fullName: 'old version', street: 'Main Street', title: 'new version' },
  ]);
});
