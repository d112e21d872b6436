import { isBuiltin } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { readJson } from '../../config/read-json.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { findPackage } from '../../pipeline/discover/packages/find-package.ts';
import { platformDir } from './platform-dir.ts';

/** Where a package is for a module of the platform: undefined means that it is as for the project's own modules. */
export type PlatformPlace = 'inside' | 'missing' | 'beside-platform' | undefined;

/**
 * Decides for a project that has the platform as a package. The platform is a development dependency: where `dist/` runs
 * there is only what the project itself depends on. Everything else that the project's own modules and the platform's import
 * is in the bundle, with what it imports in turn.
 */
export function platformPackages(files: ProjectFiles, platform = platformDir) {
  /** Folders of packages that came into the bundle this way. */
  const bundled = new Set<string>();
  const isPackage = platform.includes('/node_modules/');
  let installed: ReadonlySet<string> | undefined;
  return {
    placeOf(
      request: string,
      issuer: string,
      { projectDir, runsHere }: { readonly projectDir: string; readonly runsHere: boolean },
    ): PlatformPlace {
      if (!isPackage || issuer === '' || isBuiltin(request) || ownSource.test(request)) return undefined;
      const from = path.posix.dirname(issuer.replaceAll('\\', '/'));
      const isBelow = (folder: string): boolean => `${from}/`.startsWith(`${folder}/`);
      const isProjects = isBelow(`${projectDir}/src`);
      if (!isProjects && ![platform, ...bundled].some(isBelow)) return undefined;
      const [name = ''] = /^(@[^/]+\/)?[^/]+/.exec(request) ?? [];
      installed ??= productionPackages(projectDir, files);
      if (installed.has(name)) return undefined;
      const near = findPackage(name, from, files);
      if (!near) return isProjects ? undefined : 'missing';
      const isUsual = near.realFolder === findPackage(name, projectDir, files)?.realFolder;
      if ((runsHere || installed.has(platformName)) && isUsual) return undefined;
      if (runsHere) return 'beside-platform';
      bundled.add(near.realFolder);
      return 'inside';
    },
  };
}

const platformName = 'nestjs-tessera';
const ownSource = /^(\.{1,2}(\/|$)|\/|#|[A-Za-z]:[\\/]|nestjs-tessera\/|@prisma\/client$)/;
const manifest = z.object({ dependencies: z.record(z.string(), z.unknown()).default({}) });

/** What an installation without development packages has at the top. */
function productionPackages(projectDir: string, files: ProjectFiles): ReadonlySet<string> {
  const text = new TextDecoder('utf-8').decode(files.read(`${projectDir}/package.json`));
  return new Set(Object.keys(manifest.safeParse(readJson('', text).value).data?.dependencies ?? {}));
}
