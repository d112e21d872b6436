import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';
import { config as loadDotenv } from 'dotenv';
import { defineConfig } from 'prisma/config';

/**
 * `dist/prisma.config.js`, for `npx prisma migrate deploy --config dist/prisma.config.js` in a folder without
 * sources: nothing is composed, no database is started, the engine is the bundled one beside this file.
 */
const projectDir = process.cwd();
loadDotenv({ path: join(projectDir, '.env'), quiet: true });
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ||= requireEngine(join(projectDir, 'dist/schema-engine.js'));

const url = process.env['MIGRATION_DATABASE_URL'] || process.env['DATABASE_URL'];
const shadowDatabaseUrl = process.env['SHADOW_DATABASE_URL'];
if (!url && talksToDatabase(process.argv.slice(2))) {
  stop(
    'Set DATABASE_URL (or MIGRATION_DATABASE_URL) to the PostgreSQL database to migrate; in production none is started.',
  );
}

// eslint-disable-next-line no-restricted-syntax -- Prisma reads the default export of its configuration.
export default defineConfig({
  schema: join(projectDir, 'prisma/schema'),
  migrations: { path: join(projectDir, 'prisma/migrations') },
  datasource: { ...(url && { url }), ...(shadowDatabaseUrl && { shadowDatabaseUrl }) },
});

function talksToDatabase(args: readonly string[]): boolean {
  const isHelp = args.some((arg) => ['-h', '--help', '-v', '--version'].includes(arg));
  return !isHelp && ['migrate', 'db', 'studio'].some((command) => args.includes(command));
}

function requireEngine(path: string): string {
  try {
    accessSync(path, constants.X_OK);
    return path;
  } catch {
    return stop(
      'dist/schema-engine.js is missing or not executable: run `npm run build`, and start prisma in the folder that holds dist/.',
    );
  }
}

/** One sentence instead of Prisma's report about this file. */
function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
