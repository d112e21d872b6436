import path from 'node:path';
import { z } from 'zod';
import { type ProjectConfig } from '../../config/project-config.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { type Platform } from './choose-versions.ts';
import { hostFiles } from './host-files.ts';
import { hostTests } from './host-tests.ts';
import { isInstalled, type PackedForHost } from './pack-for-host.ts';

/** A host as it is to be written. */
export interface PlannedHost {
  readonly files: ReadonlyMap<string, string>;
  readonly hasTests: boolean;
}

/** Where an author's package.json and settings of npm are: the repository of a component, or the project. Absolute. */
export function homeOfAuthor(component: DiscoveredComponent, { projectDir }: ProjectConfig): string {
  return isAroundProject(component) ? path.join(projectDir, component.path) : projectDir;
}

/** What a host runs with, besides the platform and what npm installs for it. */
const tools =
  /^(@jest\/globals|@nestjs\/.+|@prisma\/client|@types\/(express|node)|jest|prettier|prisma|reflect-metadata|rxjs|typescript|zod)$/;

/** Packages and versions that an author works with: the host differs from them in the platform only. */
export function packagesOfAuthor(component: DiscoveredComponent, config: ProjectConfig) {
  const text = readTextFile(path.join(homeOfAuthor(component, config), 'package.json'));
  const { dependencies, devDependencies } = manifest.parse(JSON.parse(text));
  return { ...devDependencies, ...dependencies };
}

const ranges = z.record(z.string(), z.string()).catch({});
const manifest = z.object({ dependencies: ranges, devDependencies: ranges });

/** The host of one platform. @param packed the component first, then what it requires */
export function hostOf(
  packed: readonly [PackedForHost, ...PackedForHost[]],
  components: readonly DiscoveredComponent[],
  config: ProjectConfig,
  platform: Platform,
): PlannedHost {
  const [{ component, package: packageName }] = packed;
  const { tests, imports } = hostTests(component, packageName, config);
  const known = Object.entries(packagesOfAuthor(component, config));
  const files = hostFiles({
    packages: {
      // What else a project of several components works with is not this component's.
      ...Object.fromEntries(known.filter(([name]) => tools.test(name) || imports.has(name))),
      'nestjs-tessera': platform.spec,
      ...Object.fromEntries(packed.map((one) => [one.package, `file:${one.tarball}`])),
    },
    components: [
      ...packed.map((one) => one.package),
      ...components.flatMap((one) => (isInstalled(one) && one.package !== undefined ? [one.package] : [])),
    ],
    tests,
  });
  return { files, hasTests: [...tests.keys()].some((file) => /\.test\.[cm]?[jt]sx?$/.test(file)) };
}
