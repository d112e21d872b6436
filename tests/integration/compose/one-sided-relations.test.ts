import { execFile } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const root = join(import.meta.dirname, '../../..');
const run = promisify(execFile);

const users = `model UsrUser {
  id   Int    @id
  name String
}

model UsrPlace {
  country String
  code    Int

  @@id([country, code])
}
`;

const crm = `model RelProfile {
  userId Int     @id
  user   UsrUser @relation(fields: [userId], references: [id], onDelete: Cascade)
}

model RelNote {
  id     Int      @id
  userId Int?
  user   UsrUser? @relation(fields: [userId], references: [id], onDelete: SetNull)
}

model RelInvoice {
  id         Int     @id
  payerId    Int
  receiverId Int
  payer      UsrUser @relation(fields: [payerId], references: [id], onDelete: Cascade)
  /// @opposite received
  receiver   UsrUser @relation(fields: [receiverId], references: [id])
}

model RelTag {
  id      Int       @id
  users   UsrUser[]
  editors UsrUser[] @relation("RelTagEditors")
}

model RelDepot {
  id      Int      @id
  country String
  code    Int
  place   UsrPlace @relation(fields: [country, code], references: [country, code])

  @@unique([country, code])
}
`;

/** What a developer writes; the types are checked by tsc, the answers by the test. */
const program = `import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaClient } from './src/generated/prisma/client.ts';

const prisma = new PrismaClient({ adapter: new PrismaPg({ connectionString: process.env['DATABASE_URL'] ?? '' }) });
await prisma.usrUser.create({ data: { id: 2, name: 'Bob' } });
await prisma.usrUser.create({
  data: {
    id: 1,
    name: 'Ada',
    relProfile: { create: {} },
    relNotes: { create: [{ id: 1 }, { id: 2 }] },
    relInvoicesAsPayer: { create: { id: 1, receiver: { connect: { id: 2 } } } },
    relTagsAsUsers: { create: { id: 1, editors: { connect: { id: 2 } } } },
  },
});
await prisma.usrPlace.create({ data: { country: 'de', code: 1, relDepot: { create: { id: 1 } } } });
const answers = {
  ada: await prisma.usrUser.findUniqueOrThrow({
    where: { id: 1 },
    include: { relProfile: true, relNotes: true, relInvoicesAsPayer: true, received: true, relTagsAsUsers: true, relTagsAsEditors: true },
  }),
  bob: await prisma.usrUser.findFirstOrThrow({
    where: { received: { some: { payer: { name: 'Ada' } } } },
    include: { received: { include: { payer: true } }, relTagsAsEditors: { include: { users: true } } },
  }),
  depot: await prisma.relDepot.findUniqueOrThrow({ where: { id: 1 }, include: { place: { include: { relDepot: true } } } }),
  withoutNotes: await prisma.usrUser.count({ where: { relNotes: { none: {} } } }),
};
await prisma.usrUser.delete({ where: { id: 1 } });
const left = {
  profiles: await prisma.relProfile.count(),
  invoices: await prisma.relInvoice.count(),
  notes: await prisma.relNote.findMany({ select: { userId: true } }),
  tags: await prisma.relTag.count(),
};
// @ts-expect-error the name the author did not choose
void prisma.usrUser.findMany({ include: { relInvoicesAsReceiver: true } }).catch(() => undefined);
process.stdout.write(JSON.stringify({ ...answers, left }));
await prisma.$disconnect();
`;

/** What a failed process printed. */
function outputOf(error: unknown): string {
  const printed = { stdout: '', stderr: '', ...(typeof error === 'object' ? error : {}) };
  return `${printed.stdout}${printed.stderr}` || String(error);
}

describe('a project with one-sided relations', () => {
  let project: TempProject;
  let database: TestDatabase;
  const node = (args: readonly string[]) =>
    run(process.execPath, [...args], {
      cwd: project.dir,
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        DATABASE_URL: database.url,
        PRISMA_SCHEMA_ENGINE_BINARY: join(root, 'bin/schema-engine.js'),
      },
    }).catch((error: unknown) => {
      throw new Error(outputOf(error));
    });
  const prisma = join(root, 'node_modules/prisma/build/index.js');

  beforeAll(async () => {
    database = await createTestDatabase();
    project = createTempProject({
      'package.json': '{ "type": "module" }',
      'prisma.config.ts':
        "export default { schema: 'prisma/schema', datasource: { url: process.env.DATABASE_URL } };\n",
      'src/components/users/component.json': '{ "version": "1.0.0" }',
      'src/components/users/prisma/schema.prisma': users,
      'src/components/rel/component.json': '{ "requires": { "users": "^1.0.0" } }',
      'src/components/rel/prisma/schema.prisma': crm,
      'program.ts': program,
    });
    symlinkSync(join(root, 'node_modules'), join(project.dir, 'node_modules'));
    const report = await project.run({ generate: generateClient });
    expect(report).toMatchObject({ ok: true, diagnostics: [], generated: true });
  });
  afterAll(async () => {
    project.dispose();
    await database.drop();
  });

  it('is valid for the official command line', async () => {
    expect((await node([prisma, 'validate'])).stdout).toContain('valid');
  });

  it('has a client whose types know both sides', async () => {
    const options = [
      '--strict',
      '--noEmit',
      '--skipLibCheck',
      '--allowImportingTsExtensions',
      '--types',
      'node',
    ];
    const modern = ['--module', 'nodenext', '--target', 'es2023'];
    await node([join(root, 'node_modules/typescript/bin/tsc'), ...options, ...modern, 'program.ts']);
  });

  it('reads and writes both ways in PostgreSQL', async () => {
    const { stdout: sql } = await node([
      prisma,
      ...['migrate', 'diff', '--from-empty', '--to-schema', 'prisma/schema', '--script'],
    ]);
    project.write('tables.sql', sql);
    await node([prisma, 'db', 'execute', '--file', 'tables.sql']);
    const { stdout } = await node(['--import', 'tsx', 'program.ts']);

    const invoice = { id: 1, payerId: 1, receiverId: 2 };
    const place = { country: 'de', code: 1 };
    expect(JSON.parse(stdout)).toEqual({
      ada: {
        id: 1,
        name: 'Ada',
        relProfile: { userId: 1 },
        relNotes: [
          { id: 1, userId: 1 },
          { id: 2, userId: 1 },
        ],
        relInvoicesAsPayer: [invoice],
        received: [],
        relTagsAsUsers: [{ id: 1 }],
        relTagsAsEditors: [],
      },
      bob: {
        id: 2,
        name: 'Bob',
        received: [{ ...invoice, payer: { id: 1, name: 'Ada' } }],
        relTagsAsEditors: [{ id: 1, users: [{ id: 1, name: 'Ada' }] }],
      },
      depot: { id: 1, ...place, place: { ...place, relDepot: { id: 1, ...place } } },
      withoutNotes: 1,
      left: { profiles: 0, invoices: 0, notes: [{ userId: null }, { userId: null }], tags: 1 },
    });
  });

  it('gives the owner its own copy back when the component goes', async () => {
    const path = 'prisma/schema/users.prisma';
    expect(project.read(path)).toContain('relProfile');
    project.remove('src/components/rel');
    await project.run();
    const composed = project.read(path);
    expect(composed.endsWith(users)).toBe(true);
    expect(composed).not.toContain('rel');
  });
});
