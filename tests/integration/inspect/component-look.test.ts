import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '@/database/test-utils';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { tessera } from '../../support/tessera.ts';

const file = (name: string, path: string) => `src/components/${name}/${path}`;
const schemas = {
  users: `
model User {
  id    Int    @id
  bills Bill[]
}

enum Role {
  ADMIN
}

model Unmade {
  id Int @id
}
`,
  crm: `
model Customer {
  id      Int   @id
  ownerId Int?  @map("owner_id")
  owner   User? @relation(fields: [ownerId], references: [id])
  role    Role?
  fans    User[] @relation("Fans")

  @@map("crm customers")
}
`,
  billing: `
model Bill {
  id         Int      @id
  userId     Int
  user       User     @relation(fields: [userId], references: [id])
  customerId Int
  customer   Customer @relation(fields: [customerId], references: [id])
}
`,
  notes: `
model Note {
  id         Int      @id
  customerId Int
  customer   Customer @relation(fields: [customerId], references: [id])
}
`,
};
const crmController = `import { Controller, Get } from '@nestjs/common'; import { Public } from '@/platform';
import { users } from '../users/index.ts';

@Public() @Controller('crm')
export class CrmController {
  @Get('owners')
  owners() {
    return users;
  }
}
`;
const tables = `
CREATE TYPE "Role" AS ENUM ('ADMIN');
CREATE TABLE "User" (id int PRIMARY KEY);
CREATE TABLE "crm customers" (id int PRIMARY KEY, owner_id int, role "Role");
CREATE TABLE "_Fans" ("A" int, "B" int);
CREATE TABLE "Bill" (id int PRIMARY KEY, "userId" int, "customerId" int);
CREATE TABLE old_payments (id int PRIMARY KEY);
INSERT INTO "User" VALUES (1), (2), (3);
INSERT INTO "crm customers" VALUES (1, 1, 'ADMIN'), (2, NULL, NULL), (3, 1, 'ADMIN'), (4, 2, NULL);
INSERT INTO "_Fans" VALUES (1, 1), (1, 2), (2, 2), (3, 3), (4, 3);
INSERT INTO "Bill" VALUES (1, 1, 1);
INSERT INTO old_payments VALUES (1), (2);
`;

let project: TempProject;
let database: TestDatabase;
beforeAll(async () => {
  project = createTempProject({
    ...Object.fromEntries(
      Object.entries(schemas).map(([name, text]) => [file(name, 'prisma/schema.prisma'), text]),
    ),
    [file('users', 'component.json')]: '{ "version": "1.2.0", "description": "Who there is." }',
    [file('users', 'index.ts')]: 'export const users = 1;\n',
    [file('crm', 'component.json')]:
      '{ "version": "2.0.0", "requires": { "users": "^1.0.0" }, "permissions": { "deals.read": "See deals" }, "roles": { "seller": ["*"] } }',
    [file('crm', 'crm.controller.ts')]: crmController,
    [file('billing', 'component.json')]: '{ "requires": { "crm": "*", "users": "*" } }',
    [file('notes', 'component.json')]: '{ "requires": { "crm": "*" } }',
    'components.lock.json': JSON.stringify({
      lockVersion: 1,
      components: {
        payments: { state: 'retired', version: '3.0.0', hash: 'x', tables: ['old_payments'], enums: [] },
      },
    }),
  });
  database = await createTestDatabase();
  const client = new pg.Client(database.url);
  await client.connect();
  await client.query(tables);
  await client.end();
});
afterAll(async () => {
  project.dispose();
  await database.drop();
});

const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  tessera(project.dir, ['component', ...args], env);
const json = async (...args: string[]): Promise<unknown> =>
  JSON.parse((await run([...args, '--json'], { DATABASE_URL: database.url })).stdout);

describe('tessera component list', () => {
  it('lists what is there and what only the lock knows', async () => {
    expect(await run(['list'])).toEqual({
      exitCode: 0,
      stderr: '',
      stdout: [
        'NAME      VERSION  STATE    OWNS              REQUIRES    PATH',
        'billing   0.0.0    enabled  1 model           crm, users  src/components/billing',
        'crm       2.0.0    enabled  1 model           users       src/components/crm',
        'notes     0.0.0    enabled  1 model           crm         src/components/notes',
        'payments  3.0.0    retired  1 model           -           (folder is gone)',
        'users     1.2.0    enabled  2 models, 1 enum  -           src/components/users',
        '',
      ].join('\n'),
    });
    expect(await json('list')).toMatchObject({
      ok: true,
      components: [
        { name: 'billing', models: 1, requires: ['crm', 'users'] },
        { name: 'crm' },
        { name: 'notes' },
        { name: 'payments', state: 'retired', path: null },
        { name: 'users', models: 2, enums: 1, types: 0, views: 0, path: 'src/components/users' },
      ],
      diagnostics: [],
    });
  });
});

describe('tessera component info', () => {
  it('shows what a component owns, and the fields that others made it get', async () => {
    const { exitCode, stdout } = await run(['info', 'users']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        'users 1.2.0 enabled',
        'Who there is.',
        '',
        'path         src/components/users',
        'module       none',
        'requires     nothing',
        'required by  billing *, crm ^1.0.0',
        '',
        'models',
        '  Unmade  table Unmade',
        '  User    table User',
        '',
        'enums',
        '  Role  type Role',
        '',
        'generated fields',
        '  User.customersAsFans   Customer[]  for a relation of crm',
        '  User.customersAsOwner  Customer[]  for a relation of crm',
        '',
        'files',
        '  component.json',
        '  index.ts',
        '  prisma/schema.prisma',
        '',
      ].join('\n'),
    );
    expect(await json('info', 'crm')).toMatchObject({
      component: {
        models: [{ name: 'Customer', database: 'crm customers' }],
        permissions: [{ name: 'crm:deals.read', description: 'See deals' }],
        roles: [{ name: 'seller', permissions: ['*'] }],
        routes: [
          {
            method: 'GET',
            path: '/crm/owners',
            handler: 'CrmController.owners',
            location: { file: 'src/components/crm/crm.controller.ts', line: 7, column: 3 },
          },
        ],
      },
    });
  });
});

it.each(['info', 'impact'])('component %s says whose routes it cannot read', async (command) => {
  const broken = file('notes', 'notes.controller.ts');
  project.write(
    broken,
    "import { Controller } from '@nestjs/common';\n@Controller()\nexport class Notes {\n  list( {}\n}\n",
  );
  const { exitCode, stdout, stderr } = await run([command, 'notes']);
  project.remove(broken);
  expect(exitCode).toBe(1);
  expect(stdout).toContain('notes');
  expect(stderr).toMatch(/COMPONENT\.UNREADABLE_ROUTES[^]*notes\.controller\.ts:[45]/);
});

const Impact = z.object({
  dependants: z.array(z.object({ name: z.string(), through: z.array(z.string()) })),
  rows: z.object({ own: z.array(z.object({})), referring: z.array(z.object({})) }),
});

describe('tessera component impact', () => {
  it('follows dependants through others, and counts the rows that refer', async () => {
    const { exitCode, stdout } = await run(['impact', 'users'], { DATABASE_URL: database.url });
    expect(exitCode).toBe(0);
    expect(stdout).toBe(
      [
        '3 components depend on users; it has 2 models and 0 routes of its own',
        '',
        'billing (depends on crm, users)',
        '  relation  Bill.user -> User          src/components/billing/prisma/schema.prisma:5:14',
        '  relation  Bill.customer -> Customer  src/components/billing/prisma/schema.prisma:7:14',
        '  model     Bill                       table Bill',
        '',
        'crm (depends on users)',
        '  relation  Customer.owner -> User  src/components/crm/prisma/schema.prisma:5:11',
        '  enum      Customer.role -> Role   src/components/crm/prisma/schema.prisma:6:11',
        '  relation  Customer.fans -> User   src/components/crm/prisma/schema.prisma:7:11',
        '  import    users/index.ts          src/components/crm/crm.controller.ts:2:24',
        '  model     Customer                table crm customers',
        '  route     GET /crm/owners         src/components/crm/crm.controller.ts:7:3',
        '',
        'notes (depends on crm)',
        '  relation  Note.customer -> Customer  src/components/notes/prisma/schema.prisma:5:14',
        '  model     Note                       table Note',
        '',
        'rows of its own',
        '  User    3',
        '  Unmade  no such table in the database',
        '',
        'rows that refer to it',
        '  billing  Bill.user       1',
        '  crm      Customer.owner  3',
        '  crm      Customer.role   2',
        '  crm      Customer.fans   5',
        '',
      ].join('\n'),
    );
  });

  it('knows the tables of a component whose folder is gone', async () => {
    expect(await json('impact', 'payments')).toMatchObject({
      dependants: [],
      rows: { database: true, own: [{ table: 'old_payments', status: 'counted', rows: 2 }], referring: [] },
    });
  });

  it('names the other side that the author of a required component wrote by hand', async () => {
    const impact = await json('impact', 'billing');
    expect(Impact.parse(impact).dependants).toEqual([]);
    expect(impact).toMatchObject({ otherSides: [{ model: 'User', field: 'bills' }] });
  });

  it('answers without a database, and starts none', async () => {
    const { exitCode, stdout } = await run(['impact', 'notes']);
    expect(exitCode).toBe(0);
    expect(stdout).toContain('nobody depends on notes');
    expect(stdout).toContain('\nno database reachable: the embedded PostgreSQL does not run');
    expect(existsSync(join(project.dir, '.tessera'))).toBe(false);

    const nobody = { DATABASE_URL: 'postgresql://me:secret@127.0.0.1:1/none' };
    const refused = await run(['impact', 'notes', '--json'], nobody);
    expect(refused.exitCode).toBe(0);
    expect(JSON.parse(refused.stdout)).toMatchObject({ ok: true, rows: { database: false } });
    expect(refused.stdout + refused.stderr).not.toContain('secret');
  });
});

it.each(['info', 'impact'])('tessera component %s refuses a name nobody has', async (command) => {
  expect(await run([command, 'user'])).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining('hint: Did you mean "users"?'),
  });
  expect(await json(command, 'nothing-like-it')).toMatchObject({
    ok: false,
    diagnostics: [{ code: 'CALL.UNKNOWN_COMPONENT', hint: expect.stringContaining('component list') }],
  });
});
