import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { createOwnRole } from '../../support/own-role.ts';

export const repository = join(import.meta.dirname, '../../..');
const prismaCli = join(repository, 'node_modules/prisma/build/index.js');
export const engine = join(repository, 'bin/schema-engine.js');

export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project of its own with the official, unmodified Prisma command line, our engine and one database. */
export interface PrismaProject {
  readonly dir: string;
  /** Does not exist until a command creates it. */
  readonly url: string;
  readonly prisma: (args: readonly string[], env?: NodeJS.ProcessEnv) => Promise<Answer>;
  readonly writeSchema: (models: string) => Promise<void>;
  readonly writeMigration: (name: string, sql: string) => Promise<void>;
  /** The text of every migration, by folder name without its time stamp. */
  readonly migrations: () => Promise<Record<string, string>>;
  readonly query: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>;
  /** Databases that a shadow run left behind. */
  readonly shadows: () => Promise<string[]>;
  readonly remove: () => Promise<void>;
}

const header = `datasource db {
  provider = "postgresql"
}

generator client {
  provider     = "prisma-client"
  output       = "../../generated"
  moduleFormat = "esm"
}
`;

const config = `export default {
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations', seed: 'node seed.mjs' },
  datasource: {
    ...(process.env.DATABASE_URL && { url: process.env.DATABASE_URL }),
    ...(process.env.SHADOW_DATABASE_URL && { shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL }),
  },
};
`;

/** The URL of a database on the test server that does not exist yet. */
export function freshUrl(): string {
  const url = new URL(serverUrl());
  url.pathname = `/engine_${randomBytes(6).toString('hex')}`;
  return url.href;
}

export function serverUrl(): string {
  const url = process.env['TESSERA_TEST_SERVER_URL'];
  if (url === undefined) throw new Error('Run the tests with "npm test": its set-up starts the server.');
  return url;
}

/** @param settings for every command: its environment */
export async function createPrismaProject(settings: NodeJS.ProcessEnv = {}): Promise<PrismaProject> {
  const role = await createOwnRole(freshUrl());
  const { url } = role;
  const name = new URL(url).pathname.slice(1);
  const dir = await mkdtemp(join(tmpdir(), 'tessera-engine-'));
  await mkdir(join(dir, 'prisma/schema'), { recursive: true });
  await symlink(join(repository, 'node_modules'), join(dir, 'node_modules'), 'dir');
  await writeFile(join(dir, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(dir, 'prisma.config.mjs'), config);
  await writeFile(join(dir, 'prisma/schema/main.prisma'), header);
  const migrationsDir = join(dir, 'prisma/migrations');
  return {
    dir,
    url,
    prisma: (args, env = {}) =>
      run(process.execPath, [prismaCli, ...args], dir, { DATABASE_URL: url, ...settings, ...env }),
    writeSchema: (models) => writeFile(join(dir, 'prisma/schema/models.prisma'), models),
    writeMigration: async (name, sql) => {
      await mkdir(join(migrationsDir, name), { recursive: true });
      await writeFile(join(migrationsDir, name, 'migration.sql'), sql);
      await writeFile(join(migrationsDir, 'migration_lock.toml'), 'provider = "postgresql"\n');
    },
    migrations: async () => {
      const entries = await readdir(migrationsDir, { withFileTypes: true });
      const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
      const texts = folders.map(async (name): Promise<[string, string]> => [
        name.replace(/^\d+_/, ''),
        await readFile(join(migrationsDir, name, 'migration.sql'), 'utf8'),
      ]);
      return Object.fromEntries(await Promise.all(texts));
    },
    query: (sql) => query(url, sql),
    shadows: async () => (await role.databases()).filter((each) => each !== name),
    remove: async () => {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await role.drop();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Runs a program without a terminal and with no way to the network's downloads. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Answer> {
  const settings = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    // A download would be an error, not a slow success.
    PRISMA_ENGINES_MIRROR: 'http://127.0.0.1:1',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
    ...env,
  };
  return new Promise((resolve) => {
    const child = execFile(
      program,
      args,
      { cwd, env: settings, encoding: 'utf8' },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
      },
    );
    child.stdin?.end();
  });
}
