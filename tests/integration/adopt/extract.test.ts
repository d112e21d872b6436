import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { proveNeutral } from '../../../build/use-cases/adopt/extract/prove-neutral.ts';
import { componentsOf } from '../../support/compose-texts.ts';
import { planOf } from '../../support/plan-of.ts';
import { createExistingShop, type ExistingShop, settings } from './existing-shop.ts';

const schema = 'prisma/schema.prisma';
const components = [{ ...settings.components[0], generators: true }];
const config = (more: object = {}): string =>
  `${JSON.stringify({ ...settings, components, ...more }, null, 2)}\n`;
const prismaConfig = "export default { schema: '.tessera/schema' };\n";

describe('tessera component extract', () => {
  let project: ExistingShop;
  beforeEach(async () => {
    project = await createExistingShop();
    project.write('tessera.config.json', config());
    project.write('prisma.config.ts', prismaConfig);
    await project.tessera('migrate record');
  });
  afterEach(async () => {
    await project.end();
  });
  const run = (args: string) => project.json(`component extract ${args}`);
  const billing = 'billing --models Invoice,InvoiceLine';

  it('moves models with the enums only they use, completes relations, and needs no migration', async () => {
    await project.tessera('compose');
    await project.tessera('migrate record');
    const answer = await run(billing);
    expect(answer).toMatchObject({
      exitCode: 0,
      from: 'app',
      moved: ['Invoice', 'InvoiceLine', 'InvoiceState'],
      isMigrationEmpty: true,
      done: true,
    });
    expect(project.read('src/components/billing/prisma/schema.prisma')).toBe(`enum InvoiceState {
  DRAFT
  SENT
  PAID
}

model Invoice {
  id      Int           @id @default(autoincrement())
  number  String        @unique
  state   InvoiceState  @default(DRAFT)
  userId  Int
  /// @opposite invoices
  user    User          @relation(fields: [userId], references: [id], onDelete: Cascade)
  orderId Int?
  /// @opposite invoices
  order   Order?        @relation(fields: [orderId], references: [id])
  lines   InvoiceLine[]

  @@index([userId])
}

model InvoiceLine {
  id        Int     @id @default(autoincrement())
  invoiceId Int
  invoice   Invoice @relation(fields: [invoiceId], references: [id])
  text      String
  cents     Int

  @@map("invoice_lines")
}
`);
    expect(JSON.parse(project.read('src/components/billing/component.json'))).toEqual({
      requires: { app: '*' },
    });
    const left = project.read(schema);
    expect(left).not.toMatch(/Invoice|invoices|InvoiceState/);
    expect(left).toContain('/// Who may buy.\nmodel User {');
    expect(left.endsWith('  orders Order[]\n}\n')).toBe(true);
    // Each is recorded under who owns it now, and nothing is to be migrated.
    expect(await project.json('migrate check')).toMatchObject({ exitCode: 0, diagnostics: [] });
    expect(await project.json('compose --check')).toMatchObject({ exitCode: 0 });
  });

  it('lists the code that uses what moves, each at its line', async () => {
    project.write(
      'src/reports.ts',
      "import { Prisma } from '@prisma/client';\nexport const where: Prisma.InvoiceLineWhereInput = {};\n// invoices are elsewhere\n",
    );
    const { code } = await run(`${billing} --dry-run`);
    expect(code).toEqual(
      [
        ['import of Invoice', 'src/invoices/invoices.service.ts', 2, 10],
        ['import of InvoiceState', 'src/invoices/invoices.service.ts', 2, 19],
        ['delegate invoice', 'src/invoices/invoices.service.ts', 10, 24],
        ['Prisma.InvoiceLineWhereInput', 'src/reports.ts', 2, 28],
      ].map(([what, file, line, column]) => ({
        what,
        location: expect.objectContaining({ file, line, column }),
      })),
    );
    expect(project.has('src/components')).toBe(false);
  });

  it('keeps Windows line ends, and is taken back to the byte', async () => {
    project.write(schema, project.read(schema).replaceAll('\n', '\r\n'));
    await project.tessera('compose');
    const before = project.tree('.');
    expect(await run(billing)).toMatchObject({ exitCode: 0, done: true });
    for (const file of [schema, 'src/components/billing/prisma/schema.prisma']) {
      expect(project.read(file).replaceAll('\r\n', '')).not.toContain('\n');
    }
    expect(project.read('src/components/billing/prisma/schema.prisma')).toContain(
      '  /// @opposite invoices\r\n',
    );
    expect(await run('billing --undo')).toMatchObject({ exitCode: 0 });
    const own = ([file]: readonly [string, string]): boolean => !/^(\.tessera|components\.lock)/.test(file);
    expect(Object.entries(project.tree('.')).filter(own)).toEqual(Object.entries(before).filter(own));
    expect(project.has('src/components')).toBe(false);
    expect(await run('billing --undo')).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'EXTRACT.NOT_EXTRACTED' }],
    });
  });

  it('lets what stays require what moves, where the foreign key stays', async () => {
    expect(await run('labels --models Tag')).toMatchObject({ exitCode: 0, done: true });
    // Many to many: the moved side is written, and the table keeps its name.
    expect(project.read('src/components/labels/prisma/schema.prisma')).toContain(
      '  /// @opposite tags\n  orders Order[]',
    );
    expect(await run('labels --undo')).toMatchObject({ exitCode: 0 });

    expect(await run('people --models User')).toMatchObject({
      exitCode: 0,
      done: true,
      moved: ['Role', 'User'],
    });
    expect(project.read('src/components/people/prisma/schema.prisma')).not.toMatch(/invoices|orders/);
    expect(project.read(schema)).toMatch(/\/\/\/ @opposite orders\n {2}user +User/);
    expect(JSON.parse(project.read('tessera.config.json'))).toMatchObject({
      components: [{ name: 'app', requires: { people: '*' } }],
    });
    expect(await project.json('migrate check')).toMatchObject({ exitCode: 0 });
    project.write(schema, `${project.read(schema)}\n// more\n`);
    expect(await run('people --undo')).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'EXTRACT.CHANGED_SINCE', location: { file: schema } }],
    });
  });

  it('waits until the Prisma of the application reads the composed schema, with its generators', async () => {
    project.write('tessera.config.json', config({ components: settings.components }));
    project.write('prisma.config.ts', "export default { schema: 'prisma/schema.prisma' };\n");
    const problem = { code: 'EXTRACT.PRISMA_READS_APPLICATION', location: { file: 'prisma.config.ts' } };
    expect(await run(`${billing} --dry-run`)).toMatchObject({
      exitCode: 0,
      isMigrationEmpty: true,
      diagnostics: [{ ...problem, severity: 'warning' }],
    });
    expect(await run(billing)).toMatchObject({ exitCode: 1, done: false, diagnostics: [problem] });
    expect(project.has('src/components')).toBe(false);

    project.write('tessera.config.json', config());
    project.write('prisma.config.ts', prismaConfig);
    const text = project
      .read(schema)
      .replace('"prisma-dbml-generator"', '"prisma-dbml-generator"\n  output = "../docs"');
    project.write(schema, text);
    expect(await run(billing)).toMatchObject({ exitCode: 0, done: true });
    const main = project.read('.tessera/schema/main.prisma');
    expect(main).toContain('generator application_client {\n  provider        = "prisma-client-js"\n');
    expect(main).toContain('  output = "../../docs"\n');
  });

  it('refuses a circle, what is there already, what is not, and to empty a component', async () => {
    await project.tessera('compose');
    expect(await run('orders --models Order')).toMatchObject({
      exitCode: 1,
      diagnostics: [
        {
          code: 'EXTRACT.CIRCLE',
          message:
            '"orders" and "app" would require each other: Order.user lead out of what moves, Invoice.order into it.',
          hint: 'Move Invoice too, or leave the models together.',
          location: { file: schema, line: 57 },
        },
      ],
    });
    expect(await run('billing --models Invoise')).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'CALL.INVALID', hint: 'Did you mean "Invoice"?' }],
    });
    expect(await run('app --models Invoice')).toMatchObject({ diagnostics: [{ code: 'EXTRACT.OCCUPIED' }] });
    expect(await run('all --models User,Order,Tag,Invoice,InvoiceLine')).toMatchObject({
      diagnostics: [{ code: 'EXTRACT.NOTHING_LEFT' }],
    });
    expect(await run('billing')).toMatchObject({ exitCode: 2, diagnostics: [{ code: 'CALL.INVALID' }] });
    project.write('src/components/notes/prisma/schema.prisma', 'model Note {\n  id Int @id\n}\n');
    expect(await run('billing --models Invoice,Note')).toMatchObject({
      diagnostics: [{ code: 'EXTRACT.SEVERAL_OWNERS' }],
    });
  });

  it('refuses to edit settings that are code, and keeps the tables of several relations', async () => {
    project.remove('tessera.config.json');
    project.write('tessera.config.mjs', `export default ${config()}`);
    expect(await run('people --models User')).toMatchObject({
      exitCode: 1,
      diagnostics: [{ code: 'EXTRACT.SETTINGS_ARE_CODE', location: { file: 'tessera.config.mjs' } }],
    });
    project.write(
      schema,
      project
        .read(schema)
        .replace('  tags     Tag[]\n', '  tags     Tag[]\n  labels   Tag[] @relation("labels")\n')
        .replace(
          '  orders Order[]\n}\n\nenum',
          '  orders Order[]\n  labelled Order[] @relation("labels")\n}\n\nenum',
        ),
    );
    expect(await run('labels --models Tag --dry-run')).toMatchObject({ exitCode: 0, isMigrationEmpty: true });
  });
});

describe('the proof that an extraction changes nothing', () => {
  const composed = (fields: string) => planOf(componentsOf({ a: `model A {\n  id Int @id\n${fields}}\n` }));

  it('names what would change in the database and in the client', async () => {
    expect(await proveNeutral(composed('  b String\n'), composed('  c String @map("b")\n'))).toMatchObject([
      {
        code: 'EXTRACT.NOT_NEUTRAL',
        message: 'The client would change: without A.b: String, with A.c: String.',
      },
    ]);
    expect(await proveNeutral(composed('  b String\n'), composed('  b String @unique\n'))).toMatchObject([
      {
        code: 'EXTRACT.NOT_NEUTRAL',
        message: 'The database would have to change: CREATE UNIQUE INDEX "A_b_key" ON "A"("b");',
      },
    ]);
    expect(await proveNeutral(composed('  b String\n'), composed('  b   String // the same\n'))).toEqual([]);
  });
});
