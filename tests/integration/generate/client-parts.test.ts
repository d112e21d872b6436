import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { loadProjectConfig } from '../../../build/config/load-project-config.ts';
import { type SchemaFile } from '../../../build/model/schema-file.ts';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { readClientFiles } from '../../../build/pipeline/generate/client-stamp.ts';
import { runPipeline } from '../../../build/pipeline/pipeline.ts';
import { everyFeature } from '../../support/every-feature.ts';
import { randomSchema } from '../../support/random-schema.ts';
import { mainSchema } from './client-project.ts';
import { compareClients } from './compared-clients.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/projects');
const goodFixtures = readdirSync(fixtures).filter((name) => existsSync(join(fixtures, name, 'expected')));

async function composed(projectDir: string): Promise<readonly SchemaFile[]> {
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.diagnostics));
  return (await runPipeline(loaded.config, { check: true })).schema;
}

function file(name: string, text: string): SchemaFile {
  return { path: `prisma/schema/${name}.prisma`, text };
}

/** `User` relates to all of them, and they use the same input types. */
function hub(...fields: readonly string[]): SchemaFile[] {
  const names = ['Article', 'Basket', 'Card'];
  const users = names.map((name) => `  ${name.toLowerCase()}s ${name}[]`).join('\n');
  return [
    mainSchema,
    ...names.map((name, index) =>
      file(
        name.toLowerCase(),
        `model ${name} {\n  id Int @id\n  ${fields[index] ?? ''}\n  user User @relation(fields: [userId], references: [id])\n  userId Int\n}\n`,
      ),
    ),
    file('user', `model User {\n  id Int @id\n  name String\n${users}\n}\n`),
  ];
}

describe('a client made by parts of its schema', () => {
  let clients: ReturnType<typeof compareClients>;
  beforeAll(() => {
    clients = compareClients();
  });
  afterAll(() => clients.stop());

  it.each(goodFixtures)('is what Prisma makes of the fixture %s', async (name) => {
    expect(await clients.agree(await composed(join(fixtures, name)))).toBe(true);
  });

  it('is what Prisma makes of this repository', async () => {
    expect(await clients.agree(await composed(process.cwd()))).toBe(true);
  });

  it('is what Prisma makes of everything a schema may say', async () => {
    const [settings = '', ...models] = everyFeature.text.split(/^(?=\/\/\/ Someone)/m);
    expect(await clients.agree([file('main', settings), file('all', models.join(''))])).toBe(true);
  });

  it('is what Prisma makes of any schema', async () => {
    let made = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(), async (seed) => {
        const schema = randomSchema(seed);
        if (await clients.agree(schema.files())) made += 1;
        schema.edit();
        await clients.agree(schema.files());
      }),
      { numRuns: 8, seed: 12, endOnFailure: true },
    );
    expect(made).toBeGreaterThan(5);
  });

  it('stays what Prisma makes over thirty edits in a row', async () => {
    const schema = randomSchema(7);
    await clients.agree(schema.files());
    let made = 0;
    for (let edit = 0; edit < 30; edit += 1) {
      schema.edit();
      if (await clients.agree(schema.files())) made += 1;
    }
    expect(made).toBe(30);
  });

  it('moves an input type to the file of the first model that still uses it', async () => {
    const decimal = 'sum Decimal';
    for (const fields of [
      [decimal, decimal, decimal],
      ['', decimal, decimal],
      ['', '', decimal],
      ['', decimal, ''],
      ['tags String[]', '', 'tags String[]'],
      ['', '', 'tags String[]'],
    ]) {
      expect(await clients.agree(hub(...fields))).toBe(true);
    }
  });

  it('renders what a change reaches, also where everything relates to one model', async () => {
    await clients.agree(hub());
    const names = ['Article', 'Basket', 'Card', 'User'];
    const before = names.map(clients.inode);
    expect(await clients.agree(hub('', 'note String?'))).toBe(true);
    const kept = names.filter((name, index) => clients.inode(name) === before[index]);
    expect(kept).toEqual(['Article', 'Card', 'User']);
  });

  it('renders no more after a start, when the schema of the client was described before', async () => {
    const { projectDir, outputDir } = clients;
    const made = await generateClient({ projectDir, outputDir, files: hub() }, clients.renderer());
    await clients.startAnew();
    const client = readClientFiles(outputDir, made.ok ? made.hash : '') ?? {};
    expect(Object.keys(client)).toContain('models/Card.ts');
    expect(await clients.renderer().prepare(hub(), client)).toEqual({ kind: 'done' });
    const before = clients.inode('Card');
    expect(await clients.agree(hub('note String?'))).toBe(true);
    expect(clients.inode('Card')).toBe(before);
  });

  it('is made as a whole where models stand with the settings, and says so', async () => {
    const one = file('main', `${mainSchema.text}\nmodel Only {\n  id Int @id\n}\n`);
    const why = 'A file has models and the settings of the generator or of the datasource.';
    expect(await clients.agree([one], why)).toBe(true);
  });

  it('is refused with composite types, which PostgreSQL does not have', async () => {
    const schema = [mainSchema, file('place', 'type Place {\n  street String\n}\n')];
    expect(await clients.agree(schema)).toBe(false);
  });
});
