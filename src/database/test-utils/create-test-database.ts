import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** An own database with all committed migrations and no rows. */
export interface TestDatabase {
  readonly url: string;
  readonly name: string;
  /** Removes it, and ends its connections. */
  readonly drop: () => Promise<void>;
}

/**
 * Copies the template that the test run made (tests/setup); tens of milliseconds. Drop it when done.
 *
 * @throws when the code does not run under Jest with this project's configuration.
 * @example
 * const database = await createTestDatabase();
 * try { await check(database.url); } finally { await database.drop(); }
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { adminUrl, template } = testServer(process.env);
  // Named after the template, so that the next run finds all its copies after one that was killed.
  const run = template.replace(/^tessera_template_/, '');
  const name = `tessera_test_${run}_${process.pid}_${randomBytes(4).toString('hex')}`;
  await administer(adminUrl, (admin) => copyDatabase(admin, template, name));
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    name,
    drop: () =>
      administer(adminUrl, (admin) => admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`)),
  };
}

function testServer(env: NodeJS.ProcessEnv): { adminUrl: string; template: string } {
  const { TESSERA_TEST_SERVER_URL: adminUrl, TESSERA_TEST_TEMPLATE: template } = env;
  if (adminUrl === undefined || template === undefined) {
    throw new Error(
      'There is no test database server: run the tests with "npm test", whose set-up starts one.',
    );
  }
  return { adminUrl, template };
}

async function copyDatabase(admin: Client, template: string, name: string): Promise<void> {
  const { rows } = await admin.query<{ byFiles: boolean }>(
    `SELECT current_setting('server_version_num')::int >= 150000 AS "byFiles"`,
  );
  // File by file, past the server's log, which PostgreSQL before 15 always does: half the writing for a small database.
  const strategy = rows[0]?.byFiles ? 'STRATEGY FILE_COPY' : '';
  await admin.query(`CREATE DATABASE "${name}" TEMPLATE "${template}" ${strategy}`);
}

async function administer(adminUrl: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const client = new Client(adminUrl);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
