import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { isOwnSchema } from '../../postgres/catalog/list-schemas.ts';
import { withSession } from '../../postgres/connection/with-session.ts';
import { diffSchemas } from '../../prisma-engine/diff-schemas.ts';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';

/** A database that the test databases of a run are copies of. */
export interface TemplateDatabase {
  readonly name: string;
  readonly tables: number;
  /** Drops it and every copy, and ends their connections. */
  drop(): Promise<void>;
}

/** The SQL that makes an empty database into one of the composed schema. */
export async function schemaScript({ projectDir, schemaDir }: ProjectConfig): Promise<string> {
  const folder = join(projectDir, schemaDir);
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.prisma'))
    .sort()
    .map((name) => [`/${name}`, readFileSync(join(folder, name), 'utf8')] as const);
  const { text } = await diffSchemas({ kind: 'empty' }, { kind: 'files', files });
  return text;
}

/** SQL that components keep beside their schema (`prisma/*.sql`): what their migrations make and a schema cannot say. */
export function scriptsBeside(componentFolders: readonly string[]): string {
  const texts = componentFolders.flatMap((folder) => {
    const dir = join(folder, 'prisma');
    const names = existsSync(dir) ? readdirSync(dir).filter((name) => name.endsWith('.sql')) : [];
    return names.sort().map((name) => readFileSync(join(dir, name), 'utf8'));
  });
  return texts.join('\n');
}

/**
 * Makes a database from a script, under the names that src/database/test-utils goes by.
 *
 * @param serverUrl of a database on the server; its role may make others.
 * @throws EngineError P1013 when the URL is none, and what PostgreSQL refuses; then no database is left.
 */
export async function makeTemplateDatabase(serverUrl: string, script: string): Promise<TemplateDatabase> {
  const server = parseConnectionUrl(serverUrl, process.cwd());
  const run = randomBytes(6).toString('hex');
  const name = `tessera_template_${run}`;
  const drop = (): Promise<void> =>
    withSession(server, async ({ pool }) => {
      const { rows } = await pool.query<{ name: string }>(
        'SELECT datname AS name FROM pg_database WHERE datname = $1 OR starts_with(datname, $2)',
        [name, `tessera_test_${run}_`],
      );
      for (const { name } of rows)
        await pool.query(`DROP DATABASE IF EXISTS ${quoteIdentifier(name)} WITH (FORCE)`);
    });
  await withSession(server, ({ pool }) => pool.query(`CREATE DATABASE ${quoteIdentifier(name)}`));
  try {
    const tables = await withSession({ ...server, database: name }, async ({ pool }) => {
      await pool.query(script);
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_tables WHERE ${isOwnSchema('schemaname')}`,
      );
      return rows[0]?.count ?? 0;
    });
    return { name, tables, drop };
  } catch (error) {
    await drop();
    throw error;
  }
}
