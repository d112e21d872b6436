import { dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { diskFiles } from '../../files/disk-files.ts';

/** What every application of the platform imports; loading it takes a second. One too few or too many only costs time. */
const packages = [
  'reflect-metadata',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-fastify',
  '@nestjs/swagger',
  '@nestjs/terminus',
  '@prisma/adapter-pg',
  '@prisma/client/runtime/client',
  '@prisma/client/runtime/query_compiler_fast_bg.postgresql.mjs',
  '@prisma/client/runtime/query_compiler_fast_bg.postgresql.wasm-base64.mjs',
  'body-parser',
  'dotenv',
  'find-my-way',
  'helmet',
  'pg',
  'pino',
  'zod',
];

/**
 * Writes a module of the project that imports what its application will import: it has to be the project's own packages.
 *
 * @returns its path; undefined when it cannot be written, which only costs time
 */
export function writePreload(projectDir: string): string | undefined {
  const path = join(projectDir, '.tessera', 'preload.mjs');
  const imports = packages.map((name) => `  import('${name}'),\n`).join('');
  try {
    diskFiles.makeFolder(dirname(path));
    writeFileAtomic.sync(path, `// Written by \`tessera dev\`.\nawait Promise.allSettled([\n${imports}]);\n`);
    return path;
  } catch {
    // The disk is full or read-only: the next step that has to write reports it.
    return undefined;
  }
}
