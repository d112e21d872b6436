import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { copyFixture, type TempProject } from '../../support/temp-project.ts';
import { type CommandAnswer, tessera } from '../../support/tessera.ts';
import { query, serverUrl } from '../schema-engine/prisma-project.ts';

export const shop = join(import.meta.dirname, '../../fixtures/projects/existing-shop');

/** What a first step writes by hand; `tessera adopt` writes the same. */
export const settings = {
  components: [{ name: 'app', schema: 'prisma/schema.prisma' }],
  schemaDir: '.tessera/schema',
  generatedDir: '.tessera/generated',
  databaseUrlFrom: 'SHOP_DATABASE_URL',
};

/** A copy of an application that knows nothing of us, and an empty database of its own. */
export interface ExistingShop extends TempProject {
  readonly url: string;
  tessera(args: string, more?: NodeJS.ProcessEnv): Promise<CommandAnswer>;
  json(args: string, more?: NodeJS.ProcessEnv): Promise<Record<string, unknown>>;
  sql(text: string): Promise<Record<string, unknown>[]>;
  /** Every file of the application, ours left out. */
  own(): Record<string, string>;
  end(): Promise<void>;
}

export async function createExistingShop(): Promise<ExistingShop> {
  const project = copyFixture(shop);
  const database = new URL(serverUrl());
  database.pathname = `/shop_${randomBytes(6).toString('hex')}`;
  await query(serverUrl(), `CREATE DATABASE "${database.pathname.slice(1)}"`);
  const { host, username } = database;
  project.write('.env', `HOST=${host}\nSHOP_DATABASE_URL="${database.href.replace(host, '${HOST}')}"\n`);
  const before = Object.keys(project.tree('.'));
  const run = (args: string, more: NodeJS.ProcessEnv = {}) =>
    tessera(project.dir, args.split(' '), { TEST_DATABASE_URL: serverUrl(), USER: username, ...more });
  return {
    ...project,
    url: database.href,
    tessera: run,
    async json(args, more) {
      const { exitCode, stdout } = await run(`${args} --json`, more);
      return { exitCode, ...(JSON.parse(stdout) as Record<string, unknown>) };
    },
    sql: (text) => query(database.href, text),
    own: () =>
      Object.fromEntries(Object.entries(project.tree('.')).filter(([file]) => before.includes(file))),
    async end() {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${database.pathname.slice(1)}" WITH (FORCE)`);
      project.dispose();
    },
  };
}
