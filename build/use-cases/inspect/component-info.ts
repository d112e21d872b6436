import { type ComposedModel } from '../../model/composed-model.ts';
import { listDeclared } from '../../model/names/list-declared.ts';
import { listTableNames } from '../../model/names/list-table-names.ts';
import { type DiscoveredComponent, type ProposedRole } from '../../model/discovered-component.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentSources } from '../../pipeline/discover/read-sources.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type ComponentGraph, type EdgeProblem } from '../../pipeline/graph/component-graph.ts';
import { type ComponentState, type LockEntries } from '../../pipeline/lock/lock-file.ts';
import { componentRoutes, type ComponentRoute } from './component-routes.ts';

/** What a look at a project gives to these functions. */
export interface Inspected {
  readonly projectDir: string;
  readonly components: readonly DiscoveredComponent[];
  readonly model: Pick<ComposedModel, 'opposites'>;
  readonly states: ReadonlyMap<string, ComponentState>;
  readonly lock: LockEntries;
  readonly sources: ComponentSources;
  readonly graph: ComponentGraph;
  readonly files: ProjectFiles;
}

/** Something a component owns in the schema, and what it is called in the database. */
export interface OwnedName {
  readonly name: string;
  readonly database: string;
}

/** A field in the composed copy of a model, made for a relation that another component wrote. */
export interface GeneratedField {
  readonly model: string;
  readonly field: string;
  readonly type: string;
  /** Who wrote the relation. */
  readonly from: string;
}

export interface RequirementInfo {
  readonly name: string;
  readonly range: string | undefined;
  readonly problem: EdgeProblem | undefined;
}

/** What a component is and has. Of one whose folder is gone only what the lock knows. */
export interface ComponentInfo {
  readonly name: string;
  readonly version: string;
  readonly state: ComponentState;
  readonly description: string;
  /** Undefined when the folder is gone. */
  readonly path: string | undefined;
  /** Class and file of its Nest module. */
  readonly module: { readonly className: string; readonly file: string } | undefined;
  readonly models: readonly OwnedName[];
  readonly views: readonly OwnedName[];
  readonly enums: readonly OwnedName[];
  readonly types: readonly string[];
  readonly generatedFields: readonly GeneratedField[];
  /** With its name in front: `print-jobs:jobs.claim`. */
  readonly permissions: readonly { readonly name: string; readonly description: string }[];
  readonly roles: readonly ProposedRole[];
  readonly routes: readonly ComponentRoute[];
  /** Of files whose routes cannot be read. */
  readonly problems: readonly Diagnostic[];
  /** Manifest, schema and code, without tests. */
  readonly files: readonly string[];
  readonly requires: readonly RequirementInfo[];
  readonly requiredBy: readonly RequirementInfo[];
}

/** Undefined when neither the project nor its lock knows the name. */
export function componentInfo(name: string, inspected: Inspected): ComponentInfo | undefined {
  const { components, model, lock, states, graph, sources, projectDir, files } = inspected;
  const edges = {
    requires: graph.edges
      .filter(({ from }) => from === name)
      .map(({ to, range, problem }) => ({ name: to, range, problem })),
    requiredBy: graph.edges
      .filter(({ to }) => to === name)
      .map(({ from, range, problem }) => ({ name: from, range, problem })),
  };
  const component = components.find((one) => one.name === name);
  if (!component) {
    const entry = lock.get(name);
    return (
      entry && { ...nothing, ...edges, name, version: entry.version, state: entry.state, ...owned(entry) }
    );
  }
  const own = sources.get(name) ?? [];
  const { version, description, path, module, permissions = [], roles = [] } = component;
  const { routes, diagnostics: problems } = componentRoutes(name, own, projectDir, files);
  return {
    name,
    version,
    state: states.get(name) ?? 'enabled',
    description,
    path,
    module: module && { className: module.className, file: module.file },
    ...declaredBy(component),
    generatedFields: model.opposites
      .filter(({ owner }) => owner.component === name)
      .map(({ owner, name: field, author, isList }) => ({
        model: owner.name,
        field,
        type: `${author.name}${isList ? '[]' : '?'}`,
        from: author.component,
      })),
    permissions: permissions.map((one) => ({
      name: `${name}:${one.name}`,
      description: one.description,
    })),
    roles,
    routes,
    problems,
    files: own.map(({ file }) => file),
    ...edges,
  };
}

const nothing = {
  description: '',
  path: undefined,
  module: undefined,
  views: [],
  types: [],
  generatedFields: [],
  permissions: [],
  roles: [],
  routes: [],
  problems: [],
  files: [],
} as const;

/** The lock knows names in the database only. */
function owned({ tables, enums }: { readonly tables: readonly string[]; readonly enums: readonly string[] }) {
  const both = (name: string): OwnedName => ({ name, database: name });
  return { models: tables.map(both), enums: enums.map(both) };
}

/** By name. */
function declaredBy(component: DiscoveredComponent) {
  const declared = listDeclared([component]).sort((a, b) => compareText(a.name, b.name));
  const named = (kind: string): OwnedName[] =>
    listTableNames(
      declared.filter((one) => one.kind === kind),
      { defaultSchema: '' },
    ).map(({ owner, schema, name }) => ({
      name: owner.name,
      database: schema === '' ? name : `${schema}.${name}`,
    }));
  return {
    models: named('model'),
    views: named('view'),
    enums: named('enum'),
    types: declared.filter(({ kind }) => kind === 'type').map(({ name }) => name),
  };
}
