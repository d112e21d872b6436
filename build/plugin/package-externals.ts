import { isBuiltin } from 'node:module';
import path from 'node:path';
import { type ExternalItemFunctionData } from 'webpack';
import { findPackage } from '../discover/packages/find-package.ts';
import { diskFiles } from '../files/disk-files.ts';
import { isCommonJs } from './is-common-js.ts';
import { peersOf } from './peers-of.ts';

/** What decides which modules stay outside the bundle. */
export interface BundleBoundary {
  /** Absolute, with `/`. */
  readonly projectDir: string;
  /** The npm packages that are components. */
  readonly packages: readonly string[];
}

type ExternalType = 'node-commonjs' | 'module-import';
type Answer = (error?: Error | null, result?: string | string[], type?: ExternalType) => void;

/** Source of the project, its own aliases, the doors that components in packages import, and Prisma's name of the client. */
const ownSource = /^(\.{1,2}(\/|$)|@\/|\/|[A-Za-z]:[\\/]|tessera\/|@prisma\/client$)/;

/** What there must be one copy of in a process, whatever a package brought along. */
const shared = /^(@nestjs\/|@prisma\/|reflect-metadata$|rxjs$)/;

/**
 * webpack's `externals`: packages stay outside the bundle and are found in the project's `node_modules` at run time.
 * Components in packages are source like the folders. What only they can see (a dependency nested below theirs, or in
 * pnpm's store) comes into the bundle with them, because nothing in `dist/` could find it.
 *
 * Of a CommonJS package Node's `import` knows the names it can guess from the text, which are few or none in many:
 * `import { isString } from 'lodash'` would be compiled and fail at start. So its names are read off its `default`.
 */
export function packageExternals(
  boundary: () => BundleBoundary,
): (data: ExternalItemFunctionData, answer: Answer) => void {
  // What is installed stays what it is while webpack runs.
  const known = new Map<string, boolean>();
  const hasNoNames = (request: string, { projectDir }: BundleBoundary): boolean => {
    const key = `${projectDir}\n${request}`;
    const found = known.get(key) ?? (!isBuiltin(request) && isCommonJs(request, projectDir, diskFiles));
    known.set(key, found);
    return found;
  };
  return ({ request, contextInfo, dependencyType }, answer) => {
    if (ownSource.test(request) || isInside(request, contextInfo.issuer, boundary())) answer();
    // An ES import gives require() a namespace, which not every CommonJS package can use.
    else if (dependencyType === 'commonjs') answer(null, request, 'node-commonjs');
    else answer(null, hasNoNames(request, boundary()) ? [request, 'default'] : request, 'module-import');
  };
}

function isInside(request: string, issuer: string, { projectDir, packages }: BundleBoundary): boolean {
  const [name = ''] = /^(@[^/]+\/)?[^/]+/.exec(request) ?? [];
  if (isBuiltin(request) || shared.test(name)) return false;
  if (packages.includes(name)) return true;
  const from = path.posix.dirname(issuer.replaceAll('\\', '/'));
  if (issuer === '' || from.startsWith(`${projectDir}/src/`) || from === `${projectDir}/src`) return false;
  const near = findPackage(name, from, diskFiles);
  const usual = findPackage(name, projectDir, diskFiles);
  if (!near || near.realFolder === usual?.realFolder) return false;
  return !(usual && peersOf(from, diskFiles).has(name));
}
