import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';

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
  const { projectPrisma } = await import('nestjs-tessera/prisma-config');
  return projectPrisma(import.meta.dirname, { seed: 'node --import tsx prisma/seed.ts' });
}

async function builtConfig() {
  const built = join(import.meta.dirname, 'dist/prisma.config.js');
  if (existsSync(built)) return z.object({ default: z.looseObject({}) }).parse(await import(built)).default;
  process.stderr.write(
    'There is neither dist/ nor what makes it: run `npm ci && npm run build`, or bring the built dist/ here.\n',
  );
  process.exit(1);
}
