import { indented, section } from '../../diagnostics/section.ts';
import { type ComponentUse } from '../../pipeline/graph/component-uses.ts';
import { type ComponentInfo } from './component-info.ts';
import { type CountedRows, type ImpactRows } from './count-impact-rows.ts';
import { useJson } from './graph/graph-json.ts';
import { type Reached } from './reach-database.ts';
import { type AffectedComponent, type ImpactReport } from './show-impact.ts';

/** Each dependant with what it uses and owns, then rows. */
export function describeImpact({ info, affected, otherSides, rows }: ImpactReport): string[] {
  return [
    ...describeDependants(info, affected),
    ...section('fields that go with it, in components it depends on', otherSides.map(useRow)),
    ...describeRows(rows),
  ];
}

/** The same for programs. */
export function impactJson({ info, affected, otherSides, rows }: ImpactReport): object {
  return {
    component: info.name,
    models: info.models,
    routes: info.routes,
    dependants: affected.map(dependantJson),
    otherSides: otherSides.map(useJson),
    rows: rows.ok
      ? { database: true, own: rows.result.own.map(rowJson), referring: rows.result.referring.map(rowJson) }
      : { database: false, reason: rows.reason, own: [], referring: [] },
  };
}

function describeDependants(
  { name, models, routes }: ComponentInfo,
  affected: readonly AffectedComponent[],
): string[] {
  const dependants =
    affected.length === 0
      ? 'nobody depends'
      : `${count(affected, 'component')} ${affected.length === 1 ? 'depends' : 'depend'}`;
  return [
    `${dependants} on ${name}; it has ${count(models, 'model')} and ${count(routes, 'route')} of its own`,
    ...affected.flatMap(({ name: dependant, through, uses, info }) => [
      '',
      `${dependant} (depends on ${through.join(', ')})`,
      ...indented([
        ...uses.map(useRow),
        ...(info?.models ?? []).map((model) => ['model', model.name, `table ${model.database}`]),
        ...(info?.routes ?? []).map(({ method, path, location }) => [
          'route',
          `${method} ${path}`,
          formatPlace(location),
        ]),
      ]),
    ]),
  ];
}

function count(list: readonly unknown[], noun: string): string {
  return `${list.length} ${noun}${list.length === 1 ? '' : 's'}`;
}

function useRow(use: ComponentUse): string[] {
  return use.kind === 'field'
    ? [
        use.target.kind === 'enum' ? 'enum' : 'relation',
        `${use.model}.${use.field} -> ${use.target.name}`,
        formatPlace(use.location),
      ]
    : ['import', `${use.to.name}/${use.file}`, formatPlace(use.location)];
}

function formatPlace({ file, line, column }: ComponentUse['location']): string {
  return `${file}:${line}:${column}`;
}

function describeRows(rows: Reached<ImpactRows>): string[] {
  if (!rows.ok) return ['', `no database reachable: ${rows.reason}`];
  const { own, referring } = rows.result;
  return [
    ...section(
      'rows of its own',
      own.map(({ label, answer }) => [label, describeAnswer(answer)]),
    ),
    ...section(
      'rows that refer to it',
      referring.map(({ label, component, answer }) => [component, label, describeAnswer(answer)]),
    ),
  ];
}

function describeAnswer(answer: CountedRows['answer']): string {
  switch (answer.status) {
    case 'counted':
      return String(answer.rows);
    case 'estimated':
      return `about ${answer.rows}`;
    case 'no-table':
      return 'no such table in the database';
    case 'failed':
      return `not counted: ${answer.reason}`;
  }
}

function dependantJson({ name, through, uses, info }: AffectedComponent) {
  return {
    name,
    through,
    relations: uses.filter(({ kind }) => kind === 'field').map(useJson),
    imports: uses.filter(({ kind }) => kind === 'import').map(useJson),
    models: info?.models ?? [],
    routes: info?.routes ?? [],
  };
}

function rowJson({ component, label, schema, table, answer }: CountedRows) {
  return { component, label, schema: schema ?? null, table, ...answer };
}
