// Prisma's own generator, untouched, in a thread with Node's own module loader. Answers with the client's files.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { performance } from 'node:perf_hooks';
import { parentPort, workerData } from 'node:worker_threads';

const require = createRequire(import.meta.url);
const { PrismaClientTsGenerator } = require('@prisma/client-generator-ts');
const { getConfig, getDMMF, mergeSchemas } = require('@prisma/internals');

/** @param {[path: string, text: string][]} datamodel @param {string} folder */
async function generate(datamodel, folder) {
  const config = await getConfig({ datamodel });
  const generator = config.generators.find((it) => it.provider.value === 'prisma-client');
  if (generator === undefined) throw new Error('The schema has no generator.');
  const located = { ...generator, output: { value: folder, fromEnvVar: null }, isCustomOutput: true };
  const client = new PrismaClientTsGenerator();
  const { requiresEngineVersion } = await client.getManifest(located);
  await client.generate({
    generator: located,
    otherGenerators: [],
    schemaPath: 'prisma/schema',
    dmmf: await getDMMF({ datamodel }),
    datasources: config.datasources,
    datamodel: mergeSchemas({ schemas: datamodel }),
    version: requiresEngineVersion ?? '',
    binaryPaths: {},
  });
}

parentPort?.on('message', async (/** @type {[path: string, text: string][]} */ datamodel) => {
  const folder = mkdtempSync(join(workerData.folder, 'official-'));
  try {
    const begin = performance.now();
    await generate(datamodel, folder);
    const milliseconds = performance.now() - begin;
    const names = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
      .sort();
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    parentPort?.postMessage({ files, milliseconds });
  } catch (error) {
    parentPort?.postMessage({ refusal: String(error) });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
