import { compareText } from '../../../../diagnostics/sort-diagnostics.ts';
import { componentInfo, type ComponentInfo } from '../../../../use-cases/inspect/component-info.ts';
import { alignColumns } from '../../align-columns.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { answerFromProject } from './answer-from-project.ts';

/** Every component of the project and of its lock, by name. */
export async function listComponents(options: CommonOptions, io: CommandIo): Promise<ExitCode> {
  return answerFromProject(options, io, ({ inspected, components, lock }) => {
    const names = [...new Set([...components.map(({ name }) => name), ...lock.keys()])].sort(compareText);
    const infos = names.map((name) => componentInfo(name, inspected)).filter((info) => info !== undefined);
    return {
      lines: infos.length === 0 ? ['no components'] : alignColumns([heading, ...infos.map(row)]),
      json: { components: infos.map(report) },
    };
  });
}

const heading = ['NAME', 'VERSION', 'STATE', 'OWNS', 'REQUIRES', 'PATH'];

function row(info: ComponentInfo): string[] {
  const owned = Object.entries(counts(info)).filter(([, count]) => count > 0);
  const words = owned.map(([kind, count]) => `${count} ${count === 1 ? kind.slice(0, -1) : kind}`);
  return [
    info.name,
    info.version,
    info.state,
    words.join(', ') || '-',
    info.requires.map(({ name }) => name).join(', ') || '-',
    info.path ?? '(folder is gone)',
  ];
}

function counts({ models, views, enums, types }: ComponentInfo) {
  return { models: models.length, enums: enums.length, types: types.length, views: views.length };
}

function report(info: ComponentInfo) {
  const { name, version, state, path, requires } = info;
  return {
    name,
    version,
    path: path ?? null,
    state,
    ...counts(info),
    requires: requires.map((requirement) => requirement.name),
  };
}
