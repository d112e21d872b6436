import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { defineConfig } from 'prisma/config';
import { namedDatabases } from '../../postgres/which-database.ts';
import { loadEnvironment } from '../../config/load-environment.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { externalNames, schemasOf } from '../../pipeline/lock/external-names.ts';
import { lockFile, lockSchema } from '../../pipeline/lock/lock-file.ts';
import { guardPrismaCommand } from './guard-prisma-command.ts';
import { readPrismaCommand } from './read-prisma-command.ts';

/** Folders relative to the project, put in by webpack.config.js. */
declare const PROJECT_FOLDERS: Pick<ProjectConfig, 'schemaDir' | 'migrationsDir' | 'defaultSchema'>;

// Bundled into dist/prisma.config.js, for machines that have dist/, schema, migrations and production packages only: nothing
// is composed there and no database is started. Prisma resolves paths from this file, so they are absolute.
const projectDir = resolve(import.meta.dirname, '..');

const env = await loadEnvironment(projectDir, process.env);
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ||= resolve(import.meta.dirname, 'schema-engine.js');

const { migration: url, shadow: shadowDatabaseUrl } = namedDatabases(env);

if (url === undefined && readPrismaCommand(process.argv.slice(2)).database !== 'none') {
  process.stderr.write('Set MIGRATION_DATABASE_URL or DATABASE_URL to the PostgreSQL this command is for.\n');
  process.exit(1);
}

const refused = await guardPrismaCommand(projectDir, process.argv.slice(2), process.env);
if (refused.length > 0) {
  for (const { message, hint = '' } of refused) process.stderr.write(`${message}\n  hint: ${hint}\n`);
  process.exit(1);
}

// The image has the lock beside dist/; without one nothing is retired.
const lockText = await readFile(resolve(projectDir, lockFile), 'utf8').catch(() => undefined);
const lock = new Map(
  lockText === undefined ? [] : Object.entries(lockSchema.parse(JSON.parse(lockText)).components),
);
const hidden = externalNames(lock, schemasOf(url, PROJECT_FOLDERS.defaultSchema));

export default defineConfig({
  schema: resolve(projectDir, PROJECT_FOLDERS.schemaDir),
  migrations: { path: resolve(projectDir, PROJECT_FOLDERS.migrationsDir) },
  datasource: { ...(url && { url }), ...(shadowDatabaseUrl && { shadowDatabaseUrl }) },
  experimental: { externalTables: true },
  tables: { external: [...hidden.tables] },
  enums: { external: [...hidden.enums] },
});
