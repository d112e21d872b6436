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
  const tests = hostTests(component, packageName, config);
  const files = hostFiles({
    packages: {
      ...packagesOfAuthor(component, config),
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
