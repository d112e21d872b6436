import { alignColumns } from '../../diagnostics/align-columns.ts';
import { type ComponentInfo } from './component-info.ts';

/** One line a component. */
export function describeComponents(infos: readonly ComponentInfo[]): string[] {
  return infos.length === 0 ? ['no components'] : alignColumns([heading, ...infos.map(row)]);
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

/** One component in `tessera component list --json`. */
export function componentJson(info: ComponentInfo): object {
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
