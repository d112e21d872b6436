import { resolve } from 'node:path';
import { defineConfig } from 'prisma/config';
import { loadEnvironment } from '../environment/load-environment.ts';
import { guardPrismaCommand } from './guard-prisma-command.ts';
import { readPrismaCommand } from './read-prisma-command.ts';

// Bundled into dist/prisma.config.js, for machines that have dist/, prisma/ and production packages only: nothing
// is composed there and no database is started. Prisma resolves paths from this file, so they are absolute.
const projectDir = resolve(import.meta.dirname, '..');

const env = await loadEnvironment(projectDir, process.env);
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ||= resolve(import.meta.dirname, 'schema-engine.js');

const url = env['MIGRATION_DATABASE_URL'] ?? env['DATABASE_URL'];
const shadowDatabaseUrl = env['SHADOW_DATABASE_URL'];

if (url === undefined && readPrismaCommand(process.argv.slice(2)).database !== 'none') {
  process.stderr.write('Set MIGRATION_DATABASE_URL or DATABASE_URL to the PostgreSQL this command is for.\n');
  process.exit(1);
}

const refused = await guardPrismaCommand(projectDir, process.argv.slice(2), process.env);
if (refused.length > 0) {
  for (const { message, hint = '' } of refused) process.stderr.write(`${message}\n  hint: ${hint}\n`);
  process.exit(1);
}

export default defineConfig({
  schema: resolve(projectDir, 'prisma/schema'),
  migrations: { path: resolve(projectDir, 'prisma/migrations') },
  datasource: { ...(url && { url }), ...(shadowDatabaseUrl && { shadowDatabaseUrl }) },
});
