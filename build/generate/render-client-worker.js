// The one file that talks to Prisma's generator. It runs in a worker thread: a big client takes seconds of pure
// computing, during which the process of the dev host must stay able to answer signals and requests.
// Plain JavaScript with `require`, because the ES module builds of these packages do not load in Node.
import { createRequire } from 'node:module';
import { stripVTControlCharacters, types } from 'node:util';
import { parentPort } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');
const { getConfig, getDMMF, mergeSchemas } = require('@prisma/internals');

/**
 * @param {[path: string, text: string][]} schemas
 * @param {string} outputDir
 */
async function render(schemas, outputDir) {
  const config = await getConfig({ datamodel: schemas });
  const generator = config.generators.find((it) => it.provider.value === 'prisma-client');
  if (generator === undefined) {
    throw new Error('The composed schema has no generator with provider "prisma-client".');
  }
  const dmmf = await getDMMF({ datamodel: schemas });
  const client = new PrismaClientTsGenerator();
  const located = { ...generator, output: { value: outputDir, fromEnvVar: null }, isCustomOutput: true };
  const { requiresEngineVersion } = await client.getManifest(located);
  await client.generate({
    generator: located,
    otherGenerators: [],
    schemaPath: 'prisma/schema',
    dmmf,
    datasources: config.datasources,
    datamodel: mergeSchemas({ schemas }),
    version: requiresEngineVersion ?? '',
    binaryPaths: {},
  });
}

/** @param {unknown} error */
function describe(error) {
  if (!types.isNativeError(error)) return { kind: 'schema', message: String(error) };
  const message = stripVTControlCharacters(error.message).trim();
  if ('syscall' in error) return { kind: 'environment', message };
  // Prisma's refusals are errors with a message; a mistake in the code is a TypeError and the like.
  const isBug = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(error.name);
  return isBug ? { kind: 'bug', message: error.stack ?? message } : { kind: 'schema', message };
}

parentPort?.on('message', async ({ schemas, outputDir }) => {
  try {
    await render(schemas, outputDir);
    parentPort?.postMessage({ kind: 'done' });
  } catch (error) {
    parentPort?.postMessage(describe(error));
  }
});
