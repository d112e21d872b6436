import path from 'node:path';
import { isThere } from '../../files/path-kind.ts';
import { type ProjectConfig, projectOptionsSchema } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  done,
  environmentFault,
  knownOf,
  type Outcome,
  partly,
  refused,
  type Unchanged,
  unchanged,
} from '../../diagnostics/outcome.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { stateFolder } from '../../files/state-folder.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { loadProject } from '../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../pipeline/project/unknown-component.ts';
import { packCodes } from './pack-codes.ts';
import { readOrigin } from './read-origin.ts';
import { packComponent, type PackedComponent } from './pack-component.ts';
import { packWithNpm } from './pack-with-npm.ts';
import { occupantOf, writePackage } from './write-package.ts';

export interface PackRequest {
  readonly name: string;
  /** Absolute. */
  readonly projectDir: string;
  /** @default `tessera-<name>` */
  readonly packageName?: string;
  /** Relative to the project. @default `.tessera/packages/<name>` */
  readonly out?: string;
  /** Also a tarball beside the folder. */
  readonly tgz: boolean;
  /** Replaces a package that is there. */
  readonly force: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** The package that was made. */
export interface PackReport {
  readonly component: string;
  readonly package: string;
  readonly version: string;
  /** Absolute, as `tarball`. */
  readonly folder: string;
  readonly tarball?: string;
  readonly files: readonly string[];
  /** What the caller should know of it. */
  readonly notes: readonly string[];
}

/** Makes an npm package of a component: the folder first, whole or not at all, then the tarball. */
export async function packIntoFolder(request: PackRequest): Promise<Outcome<PackReport>> {
  const { name, projectDir } = request;
  const loaded = await loadProject(projectDir);
  const project = knownOf(loaded);
  if (!project || loaded.kind === 'environment') return unchanged(loaded);
  const { config } = project;
  const component = project.components.find((one) => one.name === name);
  if (!component) return environmentFault([unknownComponent(name, project)]);
  // Errors of other components do not touch the package.
  const errors = diagnosticsOf(loaded).filter(
    (one) => one.severity === 'error' && one.component === component.name,
  );
  const packageName =
    (request.packageName ?? (isAroundProject(component) && component.package)) || `tessera-${name}`;
  const folder = path.resolve(projectDir, request.out ?? usualPlace(component));
  const wrongCall = findWrongCall(config, component, packageName, folder);
  if (wrongCall) return environmentFault([wrongCall]);
  if (errors.length > 0) return refused(errors);
  const fileName = `${packageName.replace('@', '').replace('/', '-')}-${component.version}.tgz`;
  const tarball = request.tgz ? path.join(path.dirname(folder), fileName) : undefined;
  try {
    const occupied = await findOccupied(folder, tarball, request.force);
    if (occupied.length > 0) return refused(occupied);
    const packed = packComponent({
      config,
      component,
      name: packageName,
      ...readOrigin(component, projectDir),
    });
    if (packed.problems.length > 0) return refused(packed.problems);
    const report = { component: name, package: packageName, version: component.version, folder };
    return await write(
      request,
      path.join(projectDir, homeOf(component)),
      { ...report, ...(tarball !== undefined && { tarball }) },
      packed,
    );
  } catch (error) {
    return describeDisk(error, projectDir);
  }
}

/** Where the state folder is that packages are put into, relative to the project. */
function homeOf(component: DiscoveredComponent): string {
  return isAroundProject(component) ? component.path : '.';
}

function usualPlace(component: DiscoveredComponent): string {
  return isAroundProject(component)
    ? `${component.path}/.tessera/package`
    : `.tessera/packages/${component.name}`;
}

async function write(
  { projectDir, out, env }: PackRequest,
  home: string,
  place: Omit<PackReport, 'files' | 'notes'>,
  { files, notes }: PackedComponent,
): Promise<Outcome<PackReport>> {
  const { folder, tarball, ...names } = place;
  if (out === undefined) stateFolder(home);
  await writePackage(folder, files);
  const made = { ...names, folder, files: [...files.keys()].sort(), notes };
  if (tarball === undefined) return done(made);
  const left = [`Run \`npm pack\` in ${folder}.`];
  try {
    if (await packWithNpm(folder, tarball, env)) return done({ ...made, tarball });
    const message = `\`npm pack\` failed in ${folder}.`;
    return partly(made, left, [{ code: packCodes.npmFailed, severity: 'error', message }]);
  } catch (error) {
    return partly(made, left, describeDisk(error, projectDir).problems);
  }
}

/** @throws what is a bug, and not a failure of the disk */
function describeDisk(error: unknown, projectDir: string): Unchanged {
  const failure = describeFailure(error, projectDir);
  if (!failure) throw error;
  return environmentFault([failure]);
}

function findWrongCall(
  { projectDir, componentsDir }: ProjectConfig,
  component: DiscoveredComponent,
  packageName: string,
  folder: string,
): Diagnostic | undefined {
  const { name } = component;
  if (component.package !== undefined && !isAroundProject(component))
    return wrongCall(`"${name}" is a package already: ${component.path}.`);
  if (component.namedIn !== undefined) {
    return wrongCall(
      `"${name}" is the schema of an application, ${component.path}, and has no folder to pack.`,
      'Move what the package is to have into a component: `tessera component extract`.',
    );
  }
  if (!projectOptionsSchema.safeParse({ packages: [packageName] }).success) {
    return wrongCall(`"${packageName}" is not the name of an npm package.`, 'Take one such as "@acme/crm".');
  }
  if (`${folder}${path.sep}`.startsWith(`${path.resolve(projectDir, componentsDir)}${path.sep}`)) {
    return wrongCall(
      `${componentsDir} is for components, not for packages.`,
      'Take another place with --out.',
    );
  }
  return undefined;
}

function wrongCall(message: string, hint?: string): Diagnostic {
  return { code: 'CALL.INVALID', severity: 'error', message, ...(hint !== undefined && { hint }) };
}

/** What may not be replaced, folder and tarball alike. */
async function findOccupied(
  folder: string,
  tarball: string | undefined,
  force: boolean,
): Promise<Diagnostic[]> {
  const occupied = (message: string, hint: string): Diagnostic => {
    return { code: packCodes.occupied, severity: 'error', message, hint };
  };
  const exists = (place: string): Diagnostic =>
    occupied(`${place} exists: nothing was written over it.`, 'Add --force to replace it.');
  const occupant = await occupantOf(folder);
  if (occupant === 'other') {
    const message = `${folder} has other things in it than a packed component.`;
    return [occupied(message, 'Take another place with --out.')];
  }
  if (force) return [];
  return [
    ...(occupant === 'package' ? [exists(folder)] : []),
    ...(tarball !== undefined && isThere(tarball) ? [exists(tarball)] : []),
  ];
}
