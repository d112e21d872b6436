import { isBuiltin } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { type ExternalItemFunctionData } from 'webpack';
import { findPackage } from '../../pipeline/discover/packages/find-package.ts';
import { renamedDoor } from '../../model/renamed-door.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { isCommonJs } from './is-common-js.ts';
import { peersOf } from './peers-of.ts';
import { platformPackages } from './platform-packages.ts';

/** What decides which modules stay outside the bundle. */
export interface BundleBoundary {
  /** Absolute, with `/`. */
  readonly projectDir: string;
  /** The npm packages that are components. */
  readonly packages: readonly string[];
  /** A bundle that runs where it was made finds packages by their files. */
  readonly runsHere?: boolean;
}

/** An import of `node:` that Node does not have; explain-build-error.ts reads the message in webpack's report. */
class UnknownBuiltinError extends Error {
  override readonly name = 'UnknownBuiltinError';

  constructor(request: string) {
    super(`Node has no module "${request}".`);
  }
}

type ExternalType = 'node-commonjs' | 'module-import';
type Answer = (error?: Error | null, result?: string | string[], type?: ExternalType) => void;

/** Source of the project, its own aliases, the doors that components in packages import, and Prisma's name of the client. */
const ownSource = /^(\.{1,2}(\/|$)|@\/|\/|[A-Za-z]:[\\/]|nestjs-tessera\/|@prisma\/client$)/;

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
  const found = new Map<string, string | string[]>();
  const ofPlatform = platformPackages(diskFiles);
  return ({ request: written, contextInfo, dependencyType, getResolve }, answer) => {
    const request = renamedDoor(written) ?? written;
    const { projectDir, packages, runsHere = false } = boundary();
    const place = ofPlatform.placeOf(request, contextInfo.issuer, { projectDir, runsHere });
    if (place === 'inside') {
      answer();
      return;
    }
    if (place === 'missing') {
      // What a package can do without is asked for when it runs, and fails as it would in Node.
      answer(null, request, 'node-commonjs');
      return;
    }
    if (place === 'beside-platform') {
      const from = path.posix.dirname(contextInfo.issuer.replaceAll('\\', '/'));
      const isImport = dependencyType !== 'commonjs';
      void getResolve(isImport ? asImported : asRequired)(from, request, (error, file) => {
        if (error || typeof file !== 'string') answer();
        else if (!isImport) answer(null, file, 'node-commonjs');
        else {
          const url = pathToFileURL(file).href;
          const hasNoNames = isCommonJs(request, from, diskFiles);
          answer(null, hasNoNames ? [url, 'default'] : url, 'module-import');
        }
      });
      return;
    }
    if (ownSource.test(request) || isInside(request, contextInfo.issuer, { projectDir, packages })) {
      answer();
      return;
    }
    // An ES import gives require() a namespace, which not every CommonJS package can use.
    const type = dependencyType === 'commonjs' ? 'node-commonjs' : 'module-import';
    const key = `${projectDir}\n${type}\n${request}`;
    const known = isBuiltin(request) || projectDir === '' ? request : found.get(key);
    if (known !== undefined) answer(null, known, type);
    else if (request.startsWith('node:')) answer(new UnknownBuiltinError(request));
    else {
      const resolve = getResolve(type === 'module-import' ? asImported : asRequired);
      // What Node will not find is left to webpack, which says so where it is imported, and watches for it to come.
      void resolve(projectDir, request, (error) => {
        if (error) {
          answer();
          return;
        }
        const hasNoNames = type === 'module-import' && isCommonJs(request, projectDir, diskFiles);
        const external = hasNoNames ? [request, 'default'] : request;
        found.set(key, external);
        answer(null, external, type);
      });
    }
  };
}

/** As Node resolves from `dist/`. */
const asImported = { dependencyType: 'esm', conditionNames: ['node', 'import'], fullySpecified: true };
const asRequired = { dependencyType: 'commonjs', conditionNames: ['node', 'require'] };

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
