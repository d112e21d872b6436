import { alignColumns } from '../../diagnostics/align-columns.ts';
import { section } from '../../diagnostics/section.ts';
import { type ComponentInfo, type OwnedName, type RequirementInfo } from './component-info.ts';

/** Everything there is to say of one component. */
export function describeComponent(info: ComponentInfo): string[] {
  return [
    `${info.name} ${info.version} ${info.state}`,
    ...(info.description === '' ? [] : [info.description]),
    '',
    ...alignColumns([
      ['path', info.path ?? 'the folder is gone; this is what components.lock.json knows'],
      ['module', info.module ? `${info.module.className} in ${info.module.file}` : 'none'],
      ['requires', info.requires.map(requirement).join(', ') || 'nothing'],
      ['required by', info.requiredBy.map(requirement).join(', ') || 'nobody'],
    ]),
    ...section('models', info.models.map(tableOf)),
    ...section('views', info.views.map(tableOf)),
    ...section('enums', info.enums.map(typeOf)),
    ...section(
      'types',
      info.types.map((type) => [type]),
    ),
    ...section(
      'generated fields',
      info.generatedFields.map(({ model, field, type, from }) => [
        `${model}.${field}`,
        type,
        `for a relation of ${from}`,
      ]),
    ),
    ...section(
      'permissions',
      info.permissions.map(({ name, description }) => [name, description]),
    ),
    ...section(
      'roles it proposes',
      info.roles.map(({ name, permissions }) => [name, permissions.join(', ')]),
    ),
    ...section(
      'routes',
      info.routes.map(({ method, path, handler }) => [method, path, handler]),
    ),
    ...section(
      'files',
      info.files.map((file) => [file.slice((info.path ?? '').length + 1)]),
    ),
  ];
}

function tableOf({ name, database }: OwnedName): string[] {
  return [name, `table ${database}`];
}

function typeOf({ name, database }: OwnedName): string[] {
  return [name, `type ${database}`];
}

function requirement({ name, range, problem }: RequirementInfo): string {
  return [name, ...(range === undefined ? [] : [range]), ...(problem ? [`(${problem})`] : [])].join(' ');
}

/** The same for programs. */
export function componentInfoJson(info: ComponentInfo): object {
  const edge = ({ name, range, problem }: RequirementInfo) => ({
    name,
    range: range ?? null,
    problem: problem ?? null,
  });
  return {
    ...info,
    // Diagnostics of the whole answer.
    problems: undefined,
    path: info.path ?? null,
    module: info.module ?? null,
    requires: info.requires.map(edge),
    requiredBy: info.requiredBy.map(edge),
  };
}
