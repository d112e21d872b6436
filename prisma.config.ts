import { basename } from 'node:path';
import { defineConfig } from 'prisma/config';
import { editorSchema } from './build/prisma-cli/editor-schema.ts';
import { preparePrismaCommand, PrismaCommandStopped } from './build/prisma-cli/prepare-prisma-command.ts';

// Editors and other tools read this file too: only Prisma's own command line gets a schema and a database.
const isPrisma =
  /[\\/]prisma[\\/]build[\\/]/.test(process.argv[1] ?? '') || basename(process.argv[1] ?? '') === 'prisma';
// The editor shows problems in the authors' own files; docs/adr/0017 says how.
const isEditor = /[\\/]language-server[\\/]/.test(process.argv[1] ?? '');

const { schema, migrations, ...settings } = await preparePrismaCommand(import.meta.dirname, {
  args: isPrisma ? process.argv.slice(2) : [],
  env: process.env,
  write: (text) => process.stderr.write(text),
  color: process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
}).catch((error: unknown) => {
  // Everything was said; Prisma would wrap it into a report about this file.
  if (error instanceof PrismaCommandStopped) process.exit(1);
  throw error;
});

export default defineConfig({
  schema: isEditor ? editorSchema(import.meta.dirname, schema) : schema,
  migrations: { ...migrations, seed: 'node --import tsx prisma/seed.ts' },
  ...settings,
});
