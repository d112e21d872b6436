// The one file that talks to Prisma's generator. It runs in a worker thread: a big client takes seconds of pure
// computing, during which the process of the dev host must stay able to answer signals and requests.
// Plain JavaScript with `require`, because the ES module builds of these packages do not load in Node.
import { createRequire } from 'node:module';
import { setPriority } from 'node:os';
import { stripVTControlCharacters, types } from 'node:util';
import { parentPort, workerData } from 'node:worker_threads';
import { collectWhenIdle } from '../../incremental/collect-when-idle.js';
import { openGenerator } from './open-generator.js';
import { PartsError } from './parts/parts-error.js';
import { createPartFiles } from './parts/render-parts.js';
import { digestFiles, digestText, placeFiles, removeFiles } from './place-files.js';
import { RememberedFile } from './remembered-file.js';

const require = createRequire(import.meta.url);
const { getConfig, getDMMF, mergeSchemas } = require('@prisma/internals');

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
collectWhenIdle();

/**
 * @typedef {object} Request
 * @property {number} id rising
 * @property {[path: string, text: string][]} schemas
 * @property {import('./parts/render-parts.js').PartsRequest | { reason: string }} split
 * @property {{ outputDir: string, before: import('./place-files.js').ClientBefore }} [render] absolute, an empty folder; the client to be replaced
 * @property {Record<string, { size: number, sha256: string }>} [adopt] the files of the client of this schema, which is there
 */

let currentId = 0;

/** Ends the work for a cancelled request. Its caller has an answer already and drops this one. */
class CancelledError extends Error {}

/** To be called between two parts of the work. @throws CancelledError when the request was cancelled */
function checkWanted() {
  if (Atomics.load(unwanted, 0) >= currentId) throw new CancelledError('The request was cancelled.');
}

/** @type {import('./open-generator.js').Doors} */
const plainDoors = {
  modelFile(context, model, render) {
    checkWanted();
    return new RememberedFile(digestText(render(context, model)));
  },
  paramGraph: (build) => build(),
  write(_, fileMap) {
    rendered = digestFiles(fileMap);
    return Promise.resolve();
  },
};
let doors = plainDoors;
/** @type {ReturnType<typeof digestFiles>} */
let rendered = new Map();

const OpenGenerator = openGenerator({
  modelFile: (...args) => doors.modelFile(...args),
  paramGraph: (...args) => doors.paramGraph(...args),
  write: (...args) => doors.write(...args),
});
const Generator = OpenGenerator ?? require('@prisma/client-generator-ts').PrismaClientTsGenerator;
const partFiles = createPartFiles(checkWanted);

/**
 * @typedef {object} Settings
 * @property {import('@prisma/generator').GeneratorConfig} generator
 * @property {import('@prisma/generator').DataSource[]} datasources
 */

/** @param {Settings} settings @param {import('@prisma/dmmf').Document} dmmf @param {string} datamodel */
async function generate({ generator, datasources }, dmmf, datamodel) {
  const client = new Generator();
  const { requiresEngineVersion } = await client.getManifest(generator);
  await client.generate({
    generator,
    otherGenerators: [],
    schemaPath: 'prisma/schema',
    dmmf,
    datasources,
    datamodel,
    version: requiresEngineVersion ?? '',
    binaryPaths: {},
  });
}

/**
 * Asks Prisma's generator how it renders the file of a model with these settings, and ends it there.
 *
 * @param {Settings} settings
 * @returns {Promise<import('./parts/render-parts.js').Rendering>}
 */
async function captureRendering(settings) {
  /** @type {import('./parts/render-parts.js').Rendering | undefined} */
  let rendering;
  doors = {
    ...plainDoors,
    modelFile(context, _, render) {
      rendering = { context, render };
      throw new CapturedError('The rest is not needed.');
    },
  };
  try {
    await generate(settings, oneModel, '');
  } catch (error) {
    if (!(error instanceof CapturedError)) throw error;
  }
  if (rendering === undefined) throw new PartsError('The generator renders no models.');
  return rendering;
}

class CapturedError extends Error {}

/** @type {import('@prisma/dmmf').Document} */
const oneModel = {
  datamodel: {
    models: [
      {
        name: 'Model',
        dbName: null,
        schema: null,
        fields: [],
        uniqueFields: [],
        uniqueIndexes: [],
        primaryKey: null,
      },
    ],
    enums: [],
    types: [],
    indexes: [],
  },
  schema: {
    inputObjectTypes: {},
    outputObjectTypes: { model: [{ name: 'Model', fields: [] }], prisma: [] },
    enumTypes: { prisma: [] },
    fieldRefTypes: {},
  },
  mappings: { modelOperations: [], otherOperations: { read: [], write: [] } },
};

/** @param {Request} request @param {Settings} settings @param {import('./parts/merge-description.js').SchemaOrder} order */
async function renderParts({ schemas, render, adopt }, settings, order) {
  const rendering = await captureRendering(settings);
  if (render === undefined) {
    partFiles.adopt(rendering, order, adopt ?? {});
    return {};
  }
  const { document, paramGraph, written, fileOf } = partFiles.render(
    rendering,
    order,
    render.outputDir,
    render.before,
  );
  checkWanted();
  doors = { ...plainDoors, modelFile: (_, model) => fileOf(model), paramGraph };
  await generate(settings, document, mergeSchemas({ schemas }));
  checkWanted();
  const shared = new Map([...rendered].filter(([, { bytes }]) => bytes !== undefined));
  return answer([...written, ...placeFiles(render.outputDir, shared, render.before)]);
}

/** @param {Request} request @param {Settings} settings */
async function renderWhole({ schemas, render }, settings) {
  if (render === undefined) return {};
  doors = plainDoors;
  await generate(settings, await getDMMF({ datamodel: schemas }), mergeSchemas({ schemas }));
  // Prisma's own writing put the files into the folder.
  if (OpenGenerator === undefined) return {};
  checkWanted();
  return answer(placeFiles(render.outputDir, rendered, render.before));
}

/** @param {string[]} written */
function answer(written) {
  const files = Object.fromEntries([...rendered].map(([name, { sha256, size }]) => [name, { size, sha256 }]));
  rendered = new Map();
  return { files, written };
}

/** @param {Request} request */
async function work(request) {
  const { id, schemas, split, render } = request;
  // Also of a request that is not wanted any more: they are sent once.
  if (!('reason' in split)) partFiles.receive(split.parts);
  currentId = id;
  checkWanted();
  const config = await getConfig({ datamodel: schemas });
  const found = config.generators.find((it) => it.provider.value === 'prisma-client');
  if (found === undefined) {
    return { kind: 'schema', message: 'The composed schema has no generator with provider "prisma-client".' };
  }
  const output = { value: render?.outputDir ?? '', fromEnvVar: null };
  const settings = { generator: { ...found, output, isCustomOutput: true }, datasources: config.datasources };
  checkWanted();
  const whole = 'reason' in split ? split.reason : undefined;
  const reason =
    OpenGenerator === undefined ? "Prisma's generator is another than the one known here." : whole;
  if (reason !== undefined || 'reason' in split)
    return { ...(await renderWhole(request, settings)), whole: reason };
  try {
    return await renderParts(request, settings, split.order);
  } catch (error) {
    if (!isOfParts(error)) throw error;
    checkWanted();
    if (render !== undefined) removeFiles(render.outputDir);
    return {
      ...(await renderWhole(request, settings)),
      whole: isMistake(error) ? error.stack : error.message,
    };
  }
}

/** Whether the schema as a whole may be described all the same. @param {unknown} error @returns {error is Error} */
function isOfParts(error) {
  return error instanceof PartsError || (types.isNativeError(error) && isMistake(error));
}

/** @param {unknown} error */
function describe(error) {
  if (!types.isNativeError(error)) return { kind: 'schema', message: String(error) };
  const message = stripVTControlCharacters(error.message).trim();
  if ('syscall' in error) return { kind: 'environment', message };
  return isMistake(error) ? { kind: 'bug', message: error.stack ?? message } : { kind: 'schema', message };
}

/** Prisma's refusals are errors with a message; a mistake in the code is a TypeError and the like. @param {Error} error */
function isMistake({ name }) {
  return ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError'].includes(name);
}

parentPort?.on('message', async (/** @type {Request} */ request) => {
  try {
    parentPort?.postMessage({ kind: 'done', ...(await work(request)) });
  } catch (error) {
    parentPort?.postMessage(describe(error));
  }
});
