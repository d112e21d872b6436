import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { z } from 'zod';
import { accessorOf } from '../../build/model/names/client-names.ts';
import { createClientRenderer } from '../../build/pipeline/generate/client-renderer.ts';
import { generateClient } from '../../build/pipeline/generate/generate-client.ts';

export type TriedKind = 'model' | 'enum';

export interface Trial {
  readonly name: string;
  readonly kind: TriedKind;
  /** What breaks first; undefined: nothing does. */
  readonly broken?: 'generate' | 'compile' | 'ask';
}

const main = `datasource db {
  provider = "postgresql"
}
generator client {
  provider               = "prisma-client"
  output                 = "../../client"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
}
`;

/** Every type of Prisma's beside the name, in both directions of a relation: whatever of the language they need is used. */
const schemaOf: Readonly<Record<TriedKind, (name: string) => string>> = {
  model: (name) => `model ${name} {
  id Int @id
  text String @default("x")
  at DateTime @default(now())
  big BigInt @default(1)
  amount Decimal @default(1)
  data Json @default("{}")
  bytes Bytes?
  list Int[]
  other Trial_Other[]
}
model Trial_Other {
  id Int @id
  ownerId Int?
  owner ${name}? @relation(fields: [ownerId], references: [id])
}
`,
  enum: (name) => `enum ${name} {
  A
  B
}
model Trial_Other {
  id Int @id
  value ${name} @default(A)
  values ${name}[]
}
`,
};

/** What a component does with it: imports it, answers it from an async function, and reads it. */
const useOf: Readonly<Record<TriedKind, (name: string) => string>> = {
  model: (name) => `import { type Prisma, type PrismaClient, type ${name} } from './client/client.ts';
export async function ask(prisma: PrismaClient) {
  const where: Prisma.${name}WhereInput = { text: 'x' };
  const row: ${name} = await prisma.${accessorOf(name)}.create({ data: { id: 1, other: { create: { id: 1 } } } });
  const rows: ${name}[] = await prisma.${accessorOf(name)}.findMany({ where });
  const [deep] = await prisma.trial_Other.findMany({ include: { owner: true } });
  // @ts-expect-error types that are lost would let it pass
  const wrong: number = row.text;
  // @ts-expect-error the same for what is asked for
  const nowhere: Prisma.${name}WhereInput = { nonsense: wrong };
  if (nowhere === where) return false;
  const [at, big] = [rows[0]?.at.getTime(), row.big + 1n];
  return at !== undefined && big === 2n && deep?.owner?.text === 'x';
}
`,
  enum: (name) => `import { type PrismaClient, ${name} } from './client/client.ts';
export async function ask(prisma: PrismaClient) {
  const row = await prisma.trial_Other.create({ data: { id: 1, value: ${name}.B, values: Object.values(${name}) } });
  const value: ${name} = row.value;
  // @ts-expect-error types that are lost would let it pass
  const wrong: ${name} = 'C';
  return value === 'B' && wrong !== value && row.values.length === 2;
}
`,
};

/**
 * Generates a client for each name, compiles all of them with a file that uses the name, and asks a database.
 *
 * @param databaseUrl without one nothing is asked
 */
export async function tryNames(
  wanted: readonly (readonly [name: string, kind: TriedKind])[],
  databaseUrl?: string,
): Promise<Trial[]> {
  const root = mkdtempSync(join(tmpdir(), 'tessera-names-'));
  const renderer = createClientRenderer();
  try {
    symlinkSync(resolve('node_modules'), join(root, 'node_modules'));
    writeFileSync(join(root, 'package.json'), '{ "type": "module" }\n');
    const trials: (Trial & { folder: string })[] = [];
    for (const [name, kind] of wanted) {
      const folder = join(root, `${kind}-${trials.length}`);
      const generated = await generate(folder, schemaOf[kind](name), renderer);
      if (generated) writeFileSync(join(folder, 'use.ts'), useOf[kind](name));
      trials.push({ name, kind, folder, ...(!generated && { broken: 'generate' as const }) });
    }
    const failed = compile(root);
    // A mistake in the syntax of one file keeps the types of all others from being checked.
    for (const folder of failed) rmSync(join(root, folder, 'use.ts'));
    for (const folder of failed.size > 0 ? compile(root) : []) failed.add(folder);
    const compiled = trials.map((one) =>
      one.broken === undefined && failed.has(one.folder.slice(root.length + 1))
        ? { ...one, broken: 'compile' as const }
        : one,
    );
    const answers: Trial[] = [];
    for (const { folder, ...trial } of compiled) {
      const isFine =
        trial.broken !== undefined || databaseUrl === undefined || (await ask(folder, trial, databaseUrl));
      answers.push(isFine ? trial : { ...trial, broken: 'ask' });
    }
    return answers;
  } finally {
    await renderer.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function generate(
  folder: string,
  text: string,
  renderer: ReturnType<typeof createClientRenderer>,
): Promise<boolean> {
  mkdirSync(join(folder, 'prisma/schema'), { recursive: true });
  const files = [
    { path: 'prisma/schema/main.prisma', text: main },
    { path: 'prisma/schema/trial.prisma', text },
  ];
  for (const file of files) writeFileSync(join(folder, file.path), file.text);
  try {
    const input = { projectDir: folder, outputDir: join(folder, 'client'), files };
    return (await generateClient(input, renderer)).ok;
  } catch {
    return false; // a generator that fails on a name has refused it
  }
}

/** Folders in which something does not compile; all are one program, which reads the libraries once. */
function compile(root: string): Set<string> {
  const options = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    target: 'es2023',
    lib: ['es2023'],
    module: 'preserve',
    moduleResolution: 'bundler',
    allowImportingTsExtensions: true,
    types: ['node'],
    typeRoots: ['node_modules/@types'],
  };
  writeFileSync(
    join(root, 'tsconfig.json'),
    JSON.stringify({ compilerOptions: options, include: ['*/use.ts'] }),
  );
  try {
    execFileSync(resolve('node_modules/.bin/tsc'), ['-p', root, '--pretty', 'false'], {
      cwd: root,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    return new Set();
  } catch (error) {
    const { stdout } = z.object({ stdout: z.string() }).parse(error);
    return new Set([...stdout.matchAll(/^((?:model|enum)-\d+)\//gm)].map(([, folder]) => folder ?? ''));
  }
}

const Used = z.object({
  ask: z.custom<(prisma: unknown) => Promise<boolean>>((value) => typeof value === 'function'),
});
const Client = z.object({
  PrismaClient: z.custom<new (options: object) => { $disconnect(): Promise<void> }>(
    (value) => typeof value === 'function',
  ),
});

/** In a schema of its own that is gone afterwards. */
async function ask(folder: string, { name, kind }: Trial, url: string): Promise<boolean> {
  const admin = new pg.Client(url);
  await admin.connect();
  try {
    await admin.query('DROP SCHEMA IF EXISTS trial CASCADE; CREATE SCHEMA trial; SET search_path = trial');
    const quoted = pg.escapeIdentifier(name);
    await admin.query(
      kind === 'model'
        ? `CREATE TABLE ${quoted} (id INT PRIMARY KEY, text TEXT, at TIMESTAMP(3) DEFAULT now(), big BIGINT DEFAULT 1, amount DECIMAL DEFAULT 1, data JSONB DEFAULT '{}', bytes BYTEA, list INT[]);
           CREATE TABLE "Trial_Other" (id INT PRIMARY KEY, "ownerId" INT REFERENCES ${quoted})`
        : `CREATE TYPE ${quoted} AS ENUM ('A', 'B'); CREATE TABLE "Trial_Other" (id INT PRIMARY KEY, value ${quoted}, values ${quoted}[])`,
    );
    const { ask: use } = Used.parse(await import(pathToFileURL(join(folder, 'use.ts')).href));
    const { PrismaClient } = Client.parse(await import(pathToFileURL(join(folder, 'client/client.ts')).href));
    const prisma = new PrismaClient({
      adapter: new PrismaPg({ connectionString: url }, { schema: 'trial' }),
    });
    return await use(prisma).finally(() => prisma.$disconnect());
  } catch {
    return false; // how it breaks does not matter: the name is refused
  } finally {
    await admin.query('DROP SCHEMA IF EXISTS trial CASCADE').finally(() => admin.end());
  }
}
