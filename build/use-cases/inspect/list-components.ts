import { type Outcome } from '../../diagnostics/outcome.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { componentInfo, type ComponentInfo } from './component-info.ts';
import { inspectProject } from './inspect-project.ts';

/** Every component of the project and of its lock, by name. */
export async function listComponents(projectDir: string): Promise<Outcome<readonly ComponentInfo[]>> {
  return await inspectProject(projectDir, (project) => {
    const names = new Set([...project.components.map(({ name }) => name), ...project.lock.keys()]);
    const infos = [...names].sort(compareText).map((name) => componentInfo(name, project));
    return { value: infos.filter((info) => info !== undefined) };
  });
}
