import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { checkPlace, workspaceAbove } from './check-place.js';
import { componentNames } from './component-names.js';
import { newerVersion } from './newer-version.js';
import { managerWords, run } from './package-manager.js';
import { componentManifest, projectManifest, tesseraSpec } from './project-manifest.js';
import { CallError, readCall, usage } from './read-call.js';
import { readRelease } from './release.js';
import { placeFolder, readTemplate } from './write-files.js';

/**
 * @typedef {object} Io
 * @property {string} cwd
 * @property {NodeJS.ProcessEnv} env
 * @property {boolean} isInteractive a person sits at the other end
 * @property {(text: string) => void} write
 * @property {(text: string) => void} writeError
 */

/** @typedef {import('./read-call.js').Call} Call */

const templates = join(import.meta.dirname, '../template');

/**
 * `npm create tessera NAME`.
 *
 * @param {readonly string[]} args
 * @param {Io} io
 * @returns {Promise<0 | 1 | 2>} 0: the project is there; 1: its files are, its packages are not; 2: nothing was written
 */
export async function createTessera(args, io) {
  try {
    const call = readCall(args, io.env);
    if (call.help) {
      io.write(usage);
      return 0;
    }
    return await create(call, io);
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    io.writeError(`${error.message}\n`);
    return 2;
  }
}

/**
 * @param {Call} call
 * @param {Io} io
 */
async function create(call, io) {
  const { version: own, versions } = readRelease();
  const place = checkPlace(call.name ?? (await askName(io)), io.cwd);
  const { folder, name } = place;
  const copies = call.from === undefined ? [] : [componentFrom(resolve(io.cwd, call.from))];
  const template = join(templates, call.component ? 'component' : 'project');
  const spec = tesseraSpec(call.tessera, { cwd: io.cwd, own });
  // Of a tarball or a tag the version is not known before it is installed.
  const tesseraVersion = /^\d+\.\d+\.\d+/.test(spec) ? spec : own;
  const texts = readTemplate(template, {
    ...(call.component ? componentNames(name) : { name }),
    ...managerWords[call.packageManager],
    packageManager: call.packageManager,
    tesseraVersion,
  });
  const manifest = call.component ? componentManifest : projectManifest;
  texts.set(
    'package.json',
    manifest(texts.get('package.json') ?? '{}', versions, { spec, own: tesseraVersion }),
  );
  if (copies.length > 0) leaveOutExample(texts);
  placeFolder(folder, texts, copies);

  const here = relative(io.cwd, folder) || '.';
  io.write(`Created ${here} with ${String(texts.size)} files.\n`);
  const root = workspaceAbove(folder, readIfThere);
  if (root !== undefined) {
    io.write(
      `It lies in the workspace ${root}: name it there, so that its packages are installed with the others.\n`,
    );
  }
  if (call.install && !(await install(folder, call, io))) return 1;
  // Without an installation nothing is asked of a registry.
  const newer = call.install ? await newerVersion('create-tessera', own) : undefined;
  if (newer !== undefined) {
    io.write(
      `create-tessera ${newer} is out, and this is ${own}: tessera upgrade brings the project there.\n`,
    );
  }
  io.write(nextSteps(here, call, copies.length > 0));
  return 0;
}

/**
 * @param {string} folder
 * @param {Call} call
 * @param {Io} io
 */
async function install(folder, { packageManager }, io) {
  const { exec } = managerWords[packageManager];
  const steps = [
    { command: packageManager, args: ['install'], said: `${packageManager} install` },
    {
      command: process.execPath,
      args: ['node_modules/nestjs-tessera/bin/tessera.js', 'compose'],
      said: `${exec} tessera compose`,
    },
  ];
  for (const [index, { command, args, said }] of steps.entries()) {
    if (await run(command, args, folder)) continue;
    const left = steps.slice(index).map((step) => step.said);
    io.writeError(
      `\n"${said}" failed. The files are written; what is left, in ${folder}:\n  ${left.join('\n  ')}\n`,
    );
    return false;
  }
  return true;
}

/**
 * @param {string} from
 * @throws {CallError} when there is no component.
 */
function componentFrom(from) {
  if (!existsSync(from) || !statSync(from).isDirectory())
    throw new CallError(`There is no folder at ${from}.`);
  const name = basename(from);
  const isComponent = [`${name}.module.ts`, 'prisma', 'component.json'].some((file) =>
    existsSync(join(from, file)),
  );
  if (isComponent) return { from, to: `src/components/${name}` };
  throw new CallError(
    `${from} is no component: there is neither ${name}.module.ts nor prisma/ nor component.json in it.`,
  );
}

/** @param {Map<string, string>} texts */
function leaveOutExample(texts) {
  for (const path of [...texts.keys()]) {
    if (path.startsWith('src/components/') || path.startsWith('prisma/migrations/2')) texts.delete(path);
  }
}

/**
 * @param {string} here
 * @param {Call} call
 * @param {boolean} needsMigration
 */
function nextSteps(here, { packageManager, install: isInstalled }, needsMigration) {
  const { run: runWord, exec } = managerWords[packageManager];
  const steps = [
    `cd ${here}`,
    ...(isInstalled ? [] : [`${packageManager} install`]),
    ...(needsMigration ? [`${exec} prisma migrate dev --name first`] : []),
    `${runWord} dev`,
  ];
  return `\n  ${steps.join('\n  ')}\n`;
}

/** @param {Io} io */
async function askName({ isInteractive }) {
  if (!isInteractive) throw new CallError('Name the folder to make: create-tessera NAME.');
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return (await lines.question('Name of the project: ')).trim() || 'app';
  } finally {
    lines.close();
  }
}

/** @param {string} path */
function readIfThere(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
