import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, isAbsolute, join } from 'node:path';
import semver from 'semver';
import { z } from 'zod';
import { findPackage } from '../../../pipeline/discover/packages/find-package.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { unsafeTarball } from './check-upgrade-source.ts';
import { installWithNpm } from '../../../programs/install-with-npm.ts';

/** A package beside the one of the project. */
export interface FetchedPackage {
  readonly name: string;
  readonly version: string;
}

const manifestOf = (folder: string): z.infer<typeof manifest> =>
  manifest.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));

const ranges = z.record(z.string(), z.string()).default({});
const manifest = z.looseObject({ version: z.string().default('0.0.0'), dependencies: ranges });

/**
 * Has npm install a package and what only it needs into the `node_modules` of a rehearsal, where it is found before the
 * one of the project, whose `node_modules` are not touched. Nothing of it is run.
 *
 * @param spec a tarball's absolute path, or a name with a version, as `npm install` takes them
 * @param workshop absolute; the folder of the rehearsal, inside the project
 * @param component the one it is a new version of
 * @returns what npm said when there is none, or what speaks against its tarball
 */
export async function fetchPackage(
  spec: string,
  workshop: string,
  projectDir: string,
  component: string,
  env: NodeJS.ProcessEnv,
): Promise<FetchedPackage | { readonly problem: string } | { readonly unsafe: readonly Diagnostic[] }> {
  const folder = join(workshop, '.fetched');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
  // Registries, and the keys to them, are the project's.
  const settings = join(projectDir, '.npmrc');
  if (existsSync(settings)) copyFileSync(settings, join(folder, '.npmrc'));
  // Peers are the application's own. What it depends on lies below it, where no other package finds it.
  const layout = ['--legacy-peer-deps', '--install-strategy=nested', '--no-package-lock'];
  const tarball = isAbsolute(spec) ? { file: spec } : await download(spec, folder, env);
  if ('problem' in tarball) return tarball;
  const unsafe = await unsafeTarball(tarball.file, component);
  if (unsafe.length > 0) return { unsafe };
  const problem = await installWithNpm(['install', tarball.file, ...layout], folder, env);
  if (problem !== undefined) return { problem };
  const [name] = Object.keys(manifestOf(folder).dependencies);
  if (name === undefined) return { problem: `npm installed nothing for "${spec}".` };
  const fetched = join(folder, 'node_modules', name);
  const { version, dependencies } = manifestOf(fetched);
  leaveToProject(fetched, dependencies, projectDir);
  const place = join(workshop, 'node_modules', name);
  mkdirSync(dirname(place), { recursive: true });
  renameSync(fetched, place);
  rmSync(folder, { recursive: true });
  return { name, version };
}

/** Has npm put the tarball of a registry into a folder as it is. */
async function download(
  spec: string,
  folder: string,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly file: string } | { readonly problem: string }> {
  const downloads = join(folder, 'downloads');
  mkdirSync(downloads);
  const problem = await installWithNpm(['pack', spec, '--pack-destination', downloads], folder, env);
  if (problem !== undefined) return { problem };
  const [file] = readdirSync(downloads);
  return file === undefined
    ? { problem: `npm packed nothing for "${spec}".` }
    : { file: join(downloads, file) };
}

/** What the project has already, and fits, npm would not install a second time. */
function leaveToProject(
  fetched: string,
  dependencies: Readonly<Record<string, string>>,
  projectDir: string,
): void {
  for (const [name, range] of Object.entries(dependencies)) {
    const own = findPackage(name, projectDir.replaceAll('\\', '/'), diskFiles);
    if (own && semver.satisfies(manifestOf(own.realFolder).version, range)) {
      rmSync(join(fetched, 'node_modules', name), { recursive: true, force: true });
    }
  }
}
