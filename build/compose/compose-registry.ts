import path from 'node:path';
import { type ProjectConfig } from '../config/project-config.ts';
import { compareText } from '../diagnostics/sort-diagnostics.ts';
import { generatedHeader } from './generated-header.ts';
import { rememberPerObject } from './remember-per-object.ts';
import { type ScannedComponent, type ScannedSource } from './scanned-component.ts';

/** The registry the application imports: what to mount, in order, and which migrations the build expects. */
export function composeRegistry(
  ordered: readonly ScannedComponent[],
  migrations: readonly string[],
  config: Pick<ProjectConfig, 'componentsDir' | 'generatedDir' | 'migrationsDir' | 'projectDir'>,
): string {
  const locals = localNames(ordered);
  const imports = [...locals].flatMap(([{ module, package: isPackage }, local]) => {
    if (!module) return [];
    // A package may be above the project, so that only absolute paths can be told apart.
    const absolute = (file: string) => path.posix.join(config.projectDir, file);
    const from = path.posix.relative(absolute(config.generatedDir), absolute(module.file));
    const binding = local === module.className ? local : `${module.className} as ${local}`;
    const line = `import { ${binding} } from ${quote(from.startsWith('.') ? from : `./${from}`)};`;
    return [isPackage === undefined ? line : `${untyped}\n${line}`];
  });
  return [
    generatedHeader([
      `the folders in ${config.componentsDir} and ${config.migrationsDir}`,
      ...ordered.flatMap((one) => (one.package === undefined ? [] : [`the package ${one.package}`])),
    ]).trimEnd(),
    ...imports.sort(compareText),
    '',
    '/** In mount order: a component after everything it requires, ties by name. */',
    list(
      'components',
      ordered.map((component) => entry(component, locals.get(component))),
    ),
    '',
    '/** Folder names of the migrations, oldest first: what this build expects of the database. */',
    list('migrations', migrations.map(quote)),
    '',
  ].join('\n');
}

/** The export was seen in the package's code; whether the package has types for it is its own business. */
const untyped = '// @ts-ignore: a package may come without types';

function entry(component: ScannedComponent, moduleName: string | undefined): string {
  const models = component.schemas.flatMap((source) => modelNames(source)).sort(compareText);
  const fields = [
    `name: ${quote(component.name)}`,
    `version: ${quote(component.version)}`,
    `description: ${quote(component.description)}`,
    `path: ${quote(component.path)}`,
    `requires: [${component.requires.map(({ name }) => quote(name)).join(', ')}]`,
    `optional: ${component.optional}`,
    `models: [${models.map(quote).join(', ')}]`,
    `module: ${moduleName ?? 'undefined'}`,
  ];
  return `{ ${fields.join(', ')} }`;
}

const modelNames = rememberPerObject(({ blocks }: ScannedSource) =>
  blocks.filter(({ kind }) => kind === 'model').map(({ name }) => name),
);

/** Module classes of two components may have one name; then each is imported under a name of its own. */
function localNames(components: readonly ScannedComponent[]): Map<ScannedComponent, string> {
  const uses = new Map<string, number>();
  for (const { module } of components) {
    if (module) uses.set(module.className, (uses.get(module.className) ?? 0) + 1);
  }
  return new Map(
    components.flatMap((component) => {
      if (!component.module) return [];
      const { className } = component.module;
      const isShared =
        (uses.get(className) ?? 0) > 1 || className === 'components' || className === 'migrations';
      return [[component, isShared ? `${className}_${component.name.replaceAll('-', '_')}` : className]];
    }),
  );
}

function list(name: string, items: readonly string[]): string {
  if (items.length === 0) return `export const ${name} = [] as const;`;
  return `export const ${name} = [\n${items.map((item) => `  ${item},\n`).join('')}] as const;`;
}

function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
