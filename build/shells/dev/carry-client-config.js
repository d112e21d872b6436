import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';

/**
 * What `internal/class.ts` of the generated client carries: the schema, the models and the graph of parameters. As
 * strings of a module they would be in webpack's memory a dozen times, in the bundle, in each update and in the
 * application; in a file they are once.
 */
const carried = {
  inlineSchema: /^ {2}"inlineSchema": (".*"),$/m,
  runtimeDataModel: /^config\.runtimeDataModel = JSON\.parse\((".*")\)$/m,
  strings: /^ {2}strings: JSON\.parse\((".*")\),$/m,
  graph: /^ {2}graph: (".*")$/m,
};

/** Schemas of applications that may be started again: the one that runs, and those that were good before. */
const keptFiles = 6;

/**
 * A loader of webpack's for the generated client. `internal/class.ts` reads what it carries from a file beside the bundle,
 * and tells src/dev-runtime/newest-schema.ts what it read. Comments lose what is not Latin-1: V8 keeps a text with one other
 * character as two bytes for each.
 *
 * @this {{ getOptions: () => { folder: string }, resourcePath: string }}
 * @param {string} source
 */
// eslint-disable-next-line no-restricted-syntax -- webpack wants it so.
export default function carryClientConfig(source) {
  const { folder } = this.getOptions();
  return inLatinComments(carryBeside(source, folder));
}

/** @param {string} source @param {string} folder */
function carryBeside(source, folder) {
  const [schema, models, strings, graph] = Object.values(carried).map((line) => line.exec(source)?.[1]);
  // As in build/pipeline/generate/runtime-part.ts, which makes no new `class.ts` where a line is missing.
  if (schema === undefined || models === undefined || strings === undefined || graph === undefined)
    return source;
  // The inner JSON as it is: what JSON.parse would be handed by the module.
  const text = `{"inlineSchema":${schema},"runtimeDataModel":${parsed(models)},"strings":${parsed(strings)},"graph":${graph}}`;
  const path = join(folder, `${createHash('sha256').update(text).digest('hex').slice(0, 16)}.json`);
  writeOnce(path, text);
  return `import { readFileSync } from 'node:fs';
const carried = JSON.parse(readFileSync(${JSON.stringify(path)}, 'utf8'));
${source
  .replace(carried.inlineSchema, '  "inlineSchema": carried.inlineSchema,')
  .replace(carried.runtimeDataModel, 'config.runtimeDataModel = carried.runtimeDataModel')
  .replace(carried.strings, '  strings: carried.strings,')
  .replace(carried.graph, '  graph: carried.graph')}
globalThis.tesseraClientConfig = config;
`;
}

/** @param {string} literal */
function parsed(literal) {
  return String(JSON.parse(literal));
}

/** @param {string} path @param {string} text */
function writeOnce(path, text) {
  const folder = join(path, '..');
  if (existsSync(path)) {
    // The newest once more.
    utimesSync(path, new Date(), new Date());
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileAtomic.sync(path, text, { fsync: false });
  const ages = readdirSync(folder)
    .map((name) => ({ file: join(folder, name), changed: statSync(join(folder, name)).mtimeMs }))
    .sort((a, b) => b.changed - a.changed);
  for (const { file } of ages.slice(keptFiles)) rmSync(file, { force: true });
}

/** @param {string} source */
function inLatinComments(source) {
  return source.replaceAll(/^ ?\*.*$|^\/\*.*$/gm, (line) => line.replaceAll(/[^\0-\u00FF]/g, ''));
}
