import { type ComponentUse } from '../../../../pipeline/graph/component-uses.ts';
import { componentImpact, type Dependant } from '../../../../use-cases/inspect/component-impact.ts';
import { componentInfo, type ComponentInfo } from '../../../../use-cases/inspect/component-info.ts';
import { type Reached } from '../../../../use-cases/inspect/reach-database.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { answerFromProject, findComponent } from './answer-from-project.ts';
import { type CountedRows, countImpactRows, type ImpactRows } from './count-impact-rows.ts';
import { useReport } from '../../graph-report.ts';
import { indented, section } from '../../print-section.ts';

/** A dependant with what it owns. */
interface Affected extends Dependant {
  readonly info: ComponentInfo | undefined;
}

/** Who would feel it if the component changed or went away. */
export async function showImpact(name: string, options: CommonOptions, io: CommandIo): Promise<ExitCode> {
  return answerFromProject(options, io, async (look) => {
    const info = findComponent(name, look);
    if ('code' in info) return info;
    const { dependants, otherSides } = componentImpact(name, look.inspected.graph, look.uses);
    const affected = dependants.map((one) => ({ ...one, info: componentInfo(one.name, look.inspected) }));
    const rows = await countImpactRows(info, look, io.env);
    return {
      problems: [info, ...affected.map((one) => one.info)].flatMap((one) => one?.problems ?? []),
      lines: [
        ...describeDependants(info, affected),
        ...section('fields that go with it, in components it depends on', otherSides.map(useRow)),
        ...describeRows(rows),
      ],
      json: {
        component: name,
        models: info.models,
        routes: info.routes,
        dependants: affected.map(report),
        otherSides: otherSides.map(useReport),
        rows: rows.ok
          ? {
              database: true,
              own: rows.result.own.map(rowReport),
              referring: rows.result.referring.map(rowReport),
            }
          : { database: false, reason: rows.reason, own: [], referring: [] },
      },
    };
  });
}

function describeDependants(
  { name, models, routes }: ComponentInfo,
  affected: readonly Affected[],
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
          placeOf(location),
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
        placeOf(use.location),
      ]
    : ['import', `${use.to.name}/${use.file}`, placeOf(use.location)];
}

function placeOf({ file, line, column }: ComponentUse['location']): string {
  return `${file}:${line}:${column}`;
}

function describeRows(rows: Reached<ImpactRows>): string[] {
  if (!rows.ok) return ['', `no database reachable: ${rows.reason}`];
  const { own, referring } = rows.result;
  return [
    ...section(
      'rows of its own',
      own.map(({ label, answer }) => [label, sayRows(answer)]),
    ),
    ...section(
      'rows that refer to it',
      referring.map(({ label, component, answer }) => [component, label, sayRows(answer)]),
    ),
  ];
}

function sayRows(answer: CountedRows['answer']): string {
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

function report({ name, through, uses, info }: Affected) {
  return {
    name,
    through,
    relations: uses.filter(({ kind }) => kind === 'field').map(useReport),
    imports: uses.filter(({ kind }) => kind === 'import').map(useReport),
    models: info?.models ?? [],
    routes: info?.routes ?? [],
  };
}

function rowReport({ component, label, schema, table, answer }: CountedRows) {
  return { component, label, schema: schema ?? null, table, ...answer };
}
