import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';
import { defineConfig } from 'prisma/config';
import { z } from 'zod';
import { load } from './bin/load.js';
import type * as EditorSchema from './build/shells/prisma/editor-schema.ts';
import type * as PreparePrismaCommand from './build/shells/prisma/prepare-prisma-command.ts';

// Editors and other tools read this file too: only Prisma's own command line gets a schema and a database.
const isPrisma =
  /[\\/]prisma[\\/]build[\\/]/.test(process.argv[1] ?? '') || basename(process.argv[1] ?? '') === 'prisma';
// The editor shows problems in the authors' own files; docs/adr/0017 says how.
const isEditor = /[\\/]language-server[\\/]/.test(process.argv[1] ?? '');

export default await (canCompose() ? composedConfig() : builtConfig());

/** Without the packages of development (`npm ci --omit=dev`, `npm prune`) a folder only runs what was built. */
function canCompose(): boolean {
  try {
    createRequire(import.meta.url).resolve('@prisma/internals/package.json');
    return true;
  } catch {
    return false;
  }
}

async function composedConfig() {
  const [{ editorSchema }, { preparePrismaCommand, PrismaCommandStopped }] = await Promise.all([
    load('build/shells/prisma/editor-schema') as Promise<typeof EditorSchema>,
    load('build/shells/prisma/prepare-prisma-command') as Promise<typeof PreparePrismaCommand>,
  ]);
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
  return defineConfig({
    schema: isEditor ? editorSchema(import.meta.dirname, schema) : schema,
    migrations: { ...migrations, seed: 'node --import tsx prisma/seed.ts' },
    ...settings,
  });
}

async function builtConfig() {
  const built = join(import.meta.dirname, 'dist/prisma.config.js');
  if (existsSync(built)) return z.object({ default: z.looseObject({}) }).parse(await import(built)).default;
  process.stderr.write(
    'There is neither dist/ nor what makes it: run `npm ci && npm run build`, or bring the built dist/ here.\n',
  );
  process.exit(1);
}
