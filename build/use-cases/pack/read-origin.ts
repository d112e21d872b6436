import path from 'node:path';
import { z } from 'zod';
import { isThere } from '../../files/path-kind.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { type ProjectPackage } from './package-json.ts';

/** What a package says of itself in words of its author. */
export interface PackOrigin {
  /** `component.json` as it is; of a repository the `tessera` key. */
  readonly manifest: Readonly<Record<string, unknown>>;
  readonly project: ProjectPackage;
}

const ranges = z.record(z.string(), z.string()).catch({});
const manifestFile = z.looseObject({
  license: z.string().optional().catch(undefined),
  dependencies: ranges,
  devDependencies: ranges,
  peerDependencies: ranges,
  tessera: z.record(z.string(), z.unknown()).catch({}),
});

/** Of package.json, what people look for in a registry. */
const aboutKeys = ['author', 'contributors', 'repository', 'homepage', 'bugs', 'keywords', 'funding'];

/** Reads what the new package.json is made from: a folder's component.json and the project's package.json, or a repository's own. */
export function readOrigin(component: DiscoveredComponent, projectDir: string): PackOrigin {
  const isRepository = isAroundProject(component);
  const home = path.join(projectDir, component.path);
  const file = path.join(isRepository ? home : projectDir, 'package.json');
  const text = isThere(file) ? readTextFile(file) : '';
  const found = manifestFile.parse(readJsonObject(file));
  const { license, dependencies, devDependencies, peerDependencies, tessera } = found;
  if (!isRepository) {
    const manifest = readJsonObject(path.join(home, 'component.json'));
    return {
      manifest,
      project: {
        license,
        dependencies: { ...devDependencies, ...dependencies },
        about: {},
        file: 'package.json',
        text,
      },
    };
  }
  return {
    // package.json says both in its own way.
    manifest: Object.fromEntries(
      Object.entries(tessera).filter(([key]) => key !== 'name' && key !== 'module'),
    ),
    project: {
      license,
      file: `${component.path}/package.json`,
      text,
      // What the author promises to work with comes before what the repository is tried with.
      dependencies: { ...devDependencies, ...dependencies, ...peerDependencies },
      about: Object.fromEntries(
        aboutKeys.filter((key) => found[key] !== undefined).map((key) => [key, found[key]]),
      ),
    },
  };
}

/** An absent file says nothing; the pipeline has refused one that is no JSON. */
function readJsonObject(file: string): Record<string, unknown> {
  if (!isThere(file)) return {};
  const value: unknown = JSON.parse(readTextFile(file).replace(/^\uFEFF/, ''));
  return z.record(z.string(), z.unknown()).catch({}).parse(value);
}
