import path from 'node:path';
import fastGlob from 'fast-glob';
import { type ProjectConfig } from '../../config/project-config.ts';
import { readTextFile } from '../../files/read-text-file.ts';
import { type DiscoveredComponent, isAroundProject } from '../../model/discovered-component.ts';
import { compiledName } from '../pack/resolve-import.ts';
import { rewriteImports } from '../pack/rewrite-imports.ts';

/** Tests as they are in a host. */
export interface HostTests {
  /** By path below the folder of the tests. */
  readonly tests: ReadonlyMap<string, string>;
  /** Names of the packages they import. */
  readonly imports: ReadonlySet<string>;
}

/**
 * The component's own tests for a host that has it from its tarball: what they import of the component is what the package
 * holds, in `node_modules`, and not the author's sources.
 *
 * @param packageName of the component
 */
export function hostTests(
  component: DiscoveredComponent,
  packageName: string,
  config: ProjectConfig,
): HostTests {
  const tests = path.posix.join(component.path, 'test');
  const home = isAroundProject(component) ? path.posix.join(component.path, 'src') : component.path;
  const folder = path.join(config.projectDir, tests);
  const imports = new Set<string>();
  const texts = new Map(
    fastGlob
      .sync('**/*', { cwd: folder })
      .sort()
      .map((name) => {
        const text = readTextFile(path.join(folder, name));
        if (!/\.[cm]?[jt]sx?$/.test(name)) return [name, text];
        const file = path.posix.join(tests, name);
        const rewritten = rewriteImports(text, { ...config, home, file }, toPackage);
        for (const one of rewritten.imports) if (one.kind === 'package') imports.add(one.package);
        return [name, rewritten.text];

        function toPackage(specifier: string): string | undefined {
          if (!specifier.startsWith('.')) return undefined;
          const target = path.posix.join(path.posix.dirname(file), specifier);
          if (target.startsWith(`${tests}/`)) return specifier;
          if (!target.startsWith(`${home}/`)) return undefined;
          const inside = compiledName(path.posix.relative(home, target));
          const upwards = path.posix.relative(path.posix.dirname(`tests/${name}`), 'node_modules');
          return `${upwards}/${packageName}/dist/${inside}`;
        }
      }),
  );
  return { tests: texts, imports };
}
