import { type ProjectConfig } from '../../config/project-config.ts';
import { type Cache, derive, Kind } from '../../incremental/derive.ts';
import { type DiscoveredComponent, type ModuleExport } from '../../model/discovered-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentAccess, componentAccess } from './component-access.ts';
import { accessType, composeAccessTypes } from './compose-access-types.ts';
import { composePermissionTypes, permissionFields } from './compose-permissions.ts';
import { composePackageModules } from './compose-package-modules.ts';
import { generatedHeader } from './generated-header.ts';
import { moduleBinding } from './module-binding.ts';
import { type PlannedFile } from './output-plan.ts';
import { quote } from '../../prisma-language/quote.ts';
import { type RetiredComponent } from './retired-component.ts';

/**
 * The registry the application imports: what to mount, in order, and which migrations the build expects. Last of its
 * files, because it imports the others.
 */
export function composeRegistry(
  cache: Cache,
  ordered: readonly DiscoveredComponent[],
  migrations: readonly string[],
  retired: readonly RetiredComponent[],
  config: Pick<
    ProjectConfig,
    'componentsDir' | 'generatedDir' | 'migrationsDir' | 'projectDir' | 'generator'
  >,
): PlannedFile[] {
  const locals = localNames(ordered);
  const packages = composePackageModules(locals, config);
  const lines = [...locals].flatMap(([{ module, package: name }, local]) =>
    module && name === undefined ? [importLine(cache, module, local, config)] : [],
  );
  if (packages) lines.push(`import { ${packages.names.join(', ')} } from './packages.js';`);
  const byName = new Map(ordered.map((component) => [component.name, component]));
  const known = ordered.map((component) => {
    const required = component.requires.flatMap(({ name }) => byName.get(name) ?? []);
    return describe(cache, component, required, locals.get(component));
  });
  const text = [
    generatedHeader([
      `the folders in ${config.componentsDir} and ${config.migrationsDir}`,
      ...ordered.flatMap((one) => (one.namedIn === undefined ? [] : [one.path])),
      ...ordered.flatMap((one) => (one.package === undefined ? [] : [`the package ${one.package}`])),
    ]).trimEnd(),
    ...lines.sort(compareText),
    '',
    '/** In mount order: a component after everything it requires, ties by name. */',
    list('components', [...known.map((one) => one.entry), ...retired.map(retiredEntry)]),
    '',
    '/** Folder names of the migrations, oldest first: what this build expects of the database. */',
    list('migrations', migrations.map(quote)),
    '',
    ...(known.length > 0 ? [...composeAccessTypes(known.map(({ type }) => type)), ''] : []),
    ...withEmptyLine(composePermissionTypes(ordered)),
  ].join('\n');
  return [...(packages?.files ?? []), { path: `${config.generatedDir}/components.ts`, text }];
}

/** What the registry says of one component. */
interface Described {
  readonly entry: string;
  /** What its client reaches, as a type. */
  readonly type: string;
}

const imports = new Kind<string>();
const descriptions = new Kind<Described>();

function importLine(
  cache: Cache,
  module: ModuleExport,
  local: string,
  config: Pick<ProjectConfig, 'generatedDir' | 'projectDir' | 'generator'>,
): string {
  const from = [module.className, local, config];
  return derive(cache, imports, module.file, from, () => `import ${moduleBinding(module, local, config)}`);
}

function describe(
  cache: Cache,
  component: DiscoveredComponent,
  required: readonly DiscoveredComponent[],
  moduleName: string | undefined,
): Described {
  return derive(cache, descriptions, component.name, [component, moduleName, ...required], () => {
    const access = componentAccess(component, required);
    return { entry: entry(component, access, moduleName), type: accessType(component, access, required) };
  });
}

function entry(component: DiscoveredComponent, access: ComponentAccess, moduleName = 'undefined'): string {
  const fields = [
    `name: ${quote(component.name)}`,
    `version: ${quote(component.version)}`,
    `description: ${quote(component.description)}`,
    `path: ${quote(component.path)}`,
    `requires: ${texts(component.requires.map(({ name }) => name))}`,
    `optional: ${component.optional}`,
    ...(component.engine ? [`engine: ${quote(component.engine.range)}`] : []),
    `access: ${accessOf(access)}`,
    `models: ${texts(access.models)}`,
    ...permissionFields(component),
    `module: ${moduleName}`,
    ...(component.isDisabled === true ? ['state: "disabled"'] : []),
  ];
  return `{ ${fields.join(', ')} }`;
}

function withEmptyLine(lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [...lines, ''];
}

function accessOf({ views, reads, writes, links, tenants, raw, system }: ComponentAccess): string {
  const lists = Object.entries({ views, reads, writes, links, system });
  const pairs = Object.entries(tenants).map(([model, field]) => `${quote(model)}: ${quote(field)}`);
  const fields = [
    ...lists.map(([name, list]) => `${name}: ${texts(list)}`),
    `tenants: ${pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`}`,
    `raw: ${raw}`,
  ];
  return `{ ${fields.join(', ')} }`;
}

function texts(list: readonly string[]): string {
  return `[${list.map(quote).join(', ')}]`;
}

/** Nothing of it is in the build: it is named so that the running platform can say so. */
function retiredEntry({ name, version }: RetiredComponent): string {
  const known = `name: ${quote(name)}, version: ${quote(version)}`;
  return `{ ${known}, path: "", requires: [], optional: false, models: [], module: undefined, state: "retired" }`;
}

/** Module classes of two components may have one name; then each is imported under a name of its own. */
function localNames(components: readonly DiscoveredComponent[]): Map<DiscoveredComponent, string> {
  const uses = new Map<string, number>();
  for (const { module, isDisabled } of components) {
    if (module && isDisabled !== true) uses.set(module.className, (uses.get(module.className) ?? 0) + 1);
  }
  return new Map(
    components.flatMap((component) => {
      if (!component.module || component.isDisabled === true) return [];
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
