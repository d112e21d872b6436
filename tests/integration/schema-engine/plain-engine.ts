import { chmodSync, writeFileSync } from 'node:fs';
import { transpileSources } from '../../support/transpile-sources.ts';

/**
 * The engine as plain JavaScript, as the production bundle has it: for tests that start it again and again. That Prisma
 * starts `bin/schema-engine.js` as well is for the tests of the configuration and of the process.
 */
export async function createPlainEngine() {
  const sources = await transpileSources(
    ...['prisma-engine', 'postgres', 'model', 'prisma-language', 'incremental', 'files', 'diagnostics'].map(
      (room) => `build/${room}`,
    ),
  );
  const path = sources.path('schema-engine.js');
  writeFileSync(path, "#!/usr/bin/env node\nimport './build/prisma-engine/main.js';\n");
  chmodSync(path, 0o755);
  return { path, remove: sources.remove };
}

export type PlainEngine = Awaited<ReturnType<typeof createPlainEngine>>;
