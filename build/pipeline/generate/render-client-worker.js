// The one file that talks to Prisma's generator. It runs in a worker thread: a big client takes seconds of pure
// computing, during which the process of the dev host must stay able to answer signals and requests.
// Plain JavaScript with `require`, because the ES module builds of these packages do not load in Node.
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { stripVTControlCharacters, types } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { createModelFiles } from './model-files.js';
import { openGenerator } from './open-generator.js';
import { digestFiles, placeFiles } from './place-files.js';
import { createDmmfReader } from './read-dmmf.js';

const require = createRequire(import.meta.url);
const { getConfig, mergeSchemas } = require('@prisma/internals');

/** In this room of client-renderer.ts stands the newest request that was cancelled; so were those before it. */
const unwanted = new Int32Array(/** @type {{ unwanted: SharedArrayBuffer }} */ (workerData).unwanted);

/** Lowers the priority of this thread: everything that does not wait for a client goes first. */
function giveWay() {
  // Elsewhere a priority is that of the whole process.
  if (process.platform !== 'linux') return;
  try {
    setPriority(10);
  } catch {
    // A sandbox that forbids it: the client keeps the usual priority.
  }
}
giveWay();

/**
 * @typedef {object} Request
 * @property {number} id rising
 * @property {[path: string, text: string][]} schemas
 * @property {string} outputDir absolute, empty
 * @property {{ folder: string, sha256: Record<string, string> }} before the client to be replaced
 */

const readDmmf = createDmmfReader();
const modelFiles = createModelFiles();
/** @type {ReturnType<typeof digestFiles>} */
let rendered = new Map();
let currentId = 0;

/** Ends the work for a cancelled request. Its caller has an answer already and drops this one. */
class CancelledError extends Error {}

/** To be called between two parts of the work. @throws CancelledError when the request was cancelled */
function checkWanted() {
  if (Atomics.load(unwanted, 0) >= currentId) throw new CancelledError('The request was cancelled.');
}

const OpenGenerator = openGenerator({
  modelFile(...args) {
    checkWanted();
    return modelFiles.modelFile(...args);
  },
  write(_, fileMap) {
    rendered = digestFiles(fileMap);
    return Promise.resolve();
  },
});
const Generator = OpenGenerator ?? require('@prisma/client-generator-ts').PrismaClientTsGenerator;

/** @param {Request} request */
async function render({ id, schemas, outputDir, before }) {
  currentId = id;
  checkWanted();
  const config = await getConfig({ datamodel: schemas });
  const generator = config.generators.find((it) => it.provider.value === 'prisma-client');
  if (generator === undefined) {
    return { kind: 'schema', message: 'The composed schema has no generator with provider "prisma-client".' };
  }
  checkWanted();
  const dmmf = await readDmmf(schemas);
  checkWanted();
  modelFiles.begin();
  const client = new Generator();
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
  // Prisma's own writing put the files into the folder.
  if (OpenGenerator === undefined) return {};
  checkWanted();
  modelFiles.end(rendered);
  const written = placeFiles(outputDir, rendered, before);
  const files = Object.fromEntries(
    [...rendered].map(([name, { sha256, bytes }]) => [name, { size: bytes.length, sha256 }]),
  );
  return { files, written };
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

parentPort?.on('message', async (/** @type {Request} */ request) => {
  try {
    parentPort?.postMessage({ kind: 'done', ...(await render(request)) });
  } catch (error) {
    parentPort?.postMessage(describe(error));
  }
});
