import path from 'node:path';
import { type Compiler } from 'webpack';
import { renamedDoor } from '../../model/renamed-door.ts';
import { type DiscoveryRun } from './discovery-run.ts';
import { pluginName } from './plugin-name.ts';

/**
 * What the doors to generated files lead to. The package `@prisma/client` knows no model of any project; Prisma's documents
 * import the client under its name all the same.
 */
const generatedFiles: ReadonlyMap<string, string> = new Map([
  ['nestjs-tessera/client', 'prisma/client.ts'],
  ['@prisma/client', 'prisma/client.ts'],
  ['nestjs-tessera/registry', 'components.ts'],
]);

const door = /^nestjs-tessera\/components\/([^/]+)$/;

/**
 * `nestjs-tessera/client` and `@prisma/client` are the project's generated client.
 * `nestjs-tessera/components/<name>` is what that component exports to others, be it a folder or a package: the one way for a
 * component in a package to import another one.
 */
export function tapResolveToFindComponents(compiler: Compiler, discovery: DiscoveryRun): void {
  compiler.hooks.normalModuleFactory.tap(pluginName, (factory) => {
    factory.hooks.beforeResolve.tap(pluginName, (data) => {
      // Packages that were published before; the composition has warned.
      data.request = renamedDoor(data.request) ?? data.request;
      const config = discovery.config();
      const generated = generatedFiles.get(data.request);
      if (config && generated !== undefined) {
        data.request = path.join(config.projectDir, config.generatedDir, generated);
        return;
      }
      const name = door.exec(data.request)?.[1];
      const component = discovery.components().find((one) => one.name === name);
      if (!component) return;
      // The importing package may be where the other one cannot be seen from; the project sees both.
      data.context = discovery.projectDir;
      data.request = component.package ?? path.join(discovery.projectDir, component.path, 'index.ts');
    });
  });
}
