import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { manifestFile, type DiscoveredComponent } from '../../model/discovered-component.ts';
import { type ComponentUse } from './component-uses.ts';
import { type ComponentSources, isCode } from '../discover/read-sources.ts';
import { graphCodes } from './graph-codes.ts';
import { isUndeclared } from './is-undeclared.ts';
import { requiredBy } from './required-by.ts';

/** What the components use against what their manifests say they require. */
export function checkUses(
  components: readonly DiscoveredComponent[],
  uses: readonly ComponentUse[],
  sources: ComponentSources,
): Diagnostic[] {
  const judged = uses.filter(({ from }) => !from.isDamaged);
  return [
    ...judged.filter((use) => isUndeclared(use, uses)).map((use) => undeclared(use, components)),
    ...judged.flatMap((use) =>
      use.kind === 'import' && !isDoor(use.file) ? [pastTheDoor(use, use.file)] : [],
    ),
    ...unused(components, uses, sources),
  ];
}

function undeclared(use: ComponentUse, components: readonly DiscoveredComponent[]): Diagnostic {
  const { from, to, location } = use;
  return {
    code: graphCodes.undeclaredDependency,
    severity: 'error',
    component: from.name,
    message:
      use.kind === 'field'
        ? `"${use.model}.${use.field}" uses ${use.target.kind} "${use.target.name}" of component "${to.name}", which "${from.name}" does not require.`
        : `"${from.name}" imports from component "${to.name}", which it does not require.`,
    hint: requireHint(from, to, components),
    location,
    ...(use.kind === 'field'
      ? {
          related: [
            {
              component: to.name,
              message: `${use.target.kind} "${use.target.name}" of component "${to.name}"`,
              ...use.target.location,
            },
          ],
        }
      : {}),
  };
}

/** The line to paste, with what is required already. */
function requireHint(
  from: DiscoveredComponent,
  to: DiscoveredComponent,
  components: readonly DiscoveredComponent[],
): string {
  if (requiredBy(to.name, components).has(from.name)) {
    return `"${to.name}" requires "${from.name}", so "${from.name}" cannot require it: do this in "${to.name}", or move what both need into a component of its own.`;
  }
  const range = to.version === '0.0.0' ? '*' : `^${to.version}`;
  const entries = [...from.requires, { name: to.name, range }]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => `${JSON.stringify(entry.name)}: ${JSON.stringify(entry.range)}`);
  const requires = `"requires": { ${entries.join(', ')} }`;
  return from.package === undefined
    ? `Write into ${manifestFile(from)}: ${requires}`
    : `Tell the authors of ${from.package} to write into its package.json: "tessera": { ${requires} }`;
}

function isDoor(file: string): boolean {
  return file === '' || /^index(\.[cm]?[jt]s)?$/.test(file);
}

function pastTheDoor({ from, to, location }: ComponentUse, file: string): Diagnostic {
  return {
    code: graphCodes.undeclaredDependency,
    severity: 'error',
    component: from.name,
    message: `"${from.name}" reaches into component "${to.name}" past its index.ts: "${file}" is its own business.`,
    hint: `Import from "${to.path}/index.ts", and export there what others may use.`,
    location,
  };
}

/**
 * A requirement of a component that has nothing to use is about its presence, and is no mistake. What a package requires
 * is for its authors to look after.
 */
function unused(
  components: readonly DiscoveredComponent[],
  uses: readonly ComponentUse[],
  sources: ComponentSources,
): Diagnostic[] {
  const used = new Set(uses.map(({ from, to }) => `${from.name} ${to.name}`));
  const byName = new Map(components.map((component) => [component.name, component]));
  const isUsable = (name: string) => {
    const component = byName.get(name);
    return component !== undefined && hasSomething(component, sources);
  };
  return components.flatMap((component) =>
    component.requires
      .filter(({ name }) => component.package === undefined && name !== component.name && isUsable(name))
      .filter(({ name }) => !used.has(`${component.name} ${name}`))
      .filter(({ name }) => !queries(component, byName.get(name), sources))
      .map(({ name, location }): Diagnostic => ({
        code: graphCodes.unusedDependency,
        severity: 'warning',
        component: component.name,
        message: `Component "${component.name}" requires "${name}" and uses nothing of it: no field of its schema, no import, no query.`,
        hint: `Remove "${name}" from "requires".`,
        location,
      })),
  );
}

function hasSomething({ name, schemas }: DiscoveredComponent, sources: ComponentSources): boolean {
  return (
    schemas.some(({ declared }) => declared.length > 0) ||
    (sources.get(name) ?? []).some(({ file }) => isCode(file))
  );
}

/** Whether a component's code asks its database client for a model of another one. */
function queries(
  { name }: DiscoveredComponent,
  required: DiscoveredComponent | undefined,
  sources: ComponentSources,
): boolean {
  const asked = new Set((sources.get(name) ?? []).flatMap(({ queried = [] }) => queried));
  const declared = required?.schemas.flatMap((source) => source.declared) ?? [];
  return declared.some((one) => asked.has(one.name.charAt(0).toLowerCase() + one.name.slice(1)));
}
