import { type ProjectConfig } from '../../config/project-config.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { generatedHeader } from './generated-header.ts';
import { moduleBinding } from './module-binding.ts';
import { type PlannedFile } from './output-plan.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';

/** The files of the module classes that come from packages. */
export const packageModuleFiles = { types: 'packages.d.ts', code: 'packages.js' } as const;

/**
 * The module classes of packages, in JavaScript with declarations of its own: a package may come without types, and
 * what Nest needs to know of a module class is that it is one. Undefined without such packages.
 *
 * @param locals each component with the name its module class has in the registry
 */
export function composePackageModules(
  locals: ReadonlyMap<DiscoveredComponent, string>,
  config: Pick<ProjectConfig, 'generatedDir' | 'generator' | 'projectDir'>,
): { readonly names: readonly string[]; readonly files: readonly PlannedFile[] } | undefined {
  const modules = [...locals].flatMap(([{ module, package: name }, local]) =>
    module && name !== undefined ? [{ module, local, from: `the package ${name}` }] : [],
  );
  if (modules.length === 0) return undefined;
  const header = generatedHeader(modules.map(({ from }) => from));
  const names = modules.map(({ local }) => local).sort(compareText);
  const code = modules.map(({ module, local }) => `export ${moduleBinding(module, local, config)}\n`);
  const types = names.map((name) => `export declare const ${name}: Type<unknown>;\n`);
  const planned = (file: string, text: string): PlannedFile => ({
    path: `${config.generatedDir}/${file}`,
    text: `${header}${text}`,
  });
  return {
    names,
    files: [
      planned(packageModuleFiles.types, `import { type Type } from '@nestjs/common';\n\n${types.join('')}`),
      planned(packageModuleFiles.code, code.sort(compareText).join('')),
    ],
  };
}
