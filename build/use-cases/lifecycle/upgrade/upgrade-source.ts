import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { findPackage } from '../../../pipeline/discover/packages/find-package.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { isThere, pathKind } from '../../../files/path-kind.ts';
import { lifecycleCodes } from '../lifecycle-codes.ts';

/** Where a new version comes from. */
export type UpgradeSource =
  /** Absolute. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** `spec` is what npm is told: a tarball's absolute path, or a name with a version or a tag. */
  | { readonly kind: 'package'; readonly name: string; readonly spec: string };

/** Why there is no new version. */
export interface NoUpgradeSource {
  readonly problem: Diagnostic;
  /** What was typed names nothing; otherwise the project is in the way. */
  readonly isWrongCall: boolean;
}

const specPattern = /^(?<name>(@[a-z0-9~-][\w.~-]*\/)?[a-z0-9~-][\w.~-]*)(@(?<version>[\w.+-]+))?$/;

/** Lockfiles of those who would not see what npm installs. */
const otherManagers = {
  'pnpm-lock.yaml': 'pnpm',
  'yarn.lock': 'yarn',
  'bun.lock': 'bun',
  'bun.lockb': 'bun',
};

/**
 * A folder for a component that is a folder, a tarball or a name of npm's for one that is a package.
 *
 * @param given as it was typed, relative to `cwd`
 */
export function readUpgradeSource(
  given: string,
  cwd: string,
  component: DiscoveredComponent,
  projectDir: string,
): UpgradeSource | NoUpgradeSource {
  const { name, package: own, path: place } = component;
  const full = path.resolve(cwd, given);
  const found = pathKind(full);
  const isTarball = found === 'file' && /\.(tgz|tar\.gz)$/.test(given);
  const { name: wanted, version } = specPattern.exec(given)?.groups ?? {};
  if (own === undefined) {
    if (found === 'folder') return { kind: 'folder', folder: full };
    const isInstalled = wanted !== undefined && findPackage(wanted, projectDir, diskFiles) !== undefined;
    const isNpm = isTarball || isInstalled || (version !== undefined && wanted !== undefined);
    return isNpm ? otherKind(name, place) : noSource(given, 'Name the folder of the new version.');
  }
  if (found === 'folder') return notPacked(name, own, given);
  const isWorkspace = !place.split('/').includes('node_modules');
  if (isWorkspace) return inProject(name, own, place);
  if (isTarball) return { kind: 'package', name: own, spec: full };
  if (wanted === own) return { kind: 'package', name: own, spec: `${own}@${version ?? 'latest'}` };
  return noSource(given, `Name a tarball of "${own}", or a version of it: ${own}@latest`);
}

/** The other package manager of the project; npm is not to write beside its lockfile. */
export function otherManager(projectDir: string): string | undefined {
  if (isThere(path.join(projectDir, 'package-lock.json'))) return undefined;
  return Object.entries(otherManagers).find(([file]) => isThere(path.join(projectDir, file)))?.[1];
}

function noSource(given: string, hint: string): NoUpgradeSource {
  const message = `"${given}" is no new version of this component.`;
  return { problem: { code: 'CALL.INVALID', severity: 'error', message, hint }, isWrongCall: true };
}

function isPackage(component: string, message: string, hint: string): NoUpgradeSource {
  const code = lifecycleCodes.isPackage;
  return { problem: { code, severity: 'error', component, message, hint }, isWrongCall: false };
}

function otherKind(component: string, place: string): NoUpgradeSource {
  return isPackage(
    component,
    `Component "${component}" is a folder with its sources; a package holds what was built of such.`,
    `Name the folder of the new version. To go over to the package on a branch: git rm -r ${place}, npm install the package, list it in "packages", and look at tessera migrate plan.`,
  );
}

function notPacked(component: string, own: string, folder: string): NoUpgradeSource {
  return isPackage(
    component,
    `Component "${component}" is the npm package "${own}", and "${folder}" is a folder.`,
    `Pack it (npm pack ${folder}, or tessera component pack where its sources are), and name the tarball.`,
  );
}

function inProject(component: string, own: string, place: string): NoUpgradeSource {
  return isPackage(
    component,
    `The package "${own}" of component "${component}" is a workspace of this project, ${place}.`,
    `Change it there, on a branch, and look at tessera migrate plan and tessera component test ${component}.`,
  );
}
