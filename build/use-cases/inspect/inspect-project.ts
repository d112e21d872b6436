import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import {
  diagnosticsOf,
  environmentFault,
  judged,
  knownOf,
  type Outcome,
  unchanged,
} from '../../diagnostics/outcome.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { componentGraph } from '../../pipeline/graph/component-graph.ts';
import { type LoadedProject, loadProject } from '../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../pipeline/project/unknown-component.ts';
import { componentInfo, type ComponentInfo, type Inspected } from './component-info.ts';

/** A project as it was loaded, with its graph. */
export type InspectedProject = LoadedProject & Inspected;

/** What was asked for, and what kept it from being whole. */
export interface Answer<Value> {
  readonly value: Value;
  /** @default none */
  readonly problems?: readonly Diagnostic[];
}

/** Loads a project and answers from what could be read of it; the project's own problems go with the answer. */
export async function inspectProject<Value>(
  projectDir: string,
  answer: (
    project: InspectedProject,
  ) => Answer<Value> | Outcome<Value> | Promise<Answer<Value> | Outcome<Value>>,
): Promise<Outcome<Value>> {
  const loaded = await loadProject(projectDir);
  const project = knownOf(loaded);
  if (!project) return unchanged(loaded);
  const { components, states, lock, sources, uses } = project;
  const graph = componentGraph(components, uses, states);
  const given = await answer({
    ...project,
    projectDir,
    components,
    states,
    lock,
    sources,
    graph,
    files: diskFiles,
  });
  // An answer that is an outcome already is a wrong call, and the only thing to say: the problems of the project have
  // other commands.
  if ('kind' in given) return given;
  const problems = [...diagnosticsOf(loaded), ...(given.problems ?? [])];
  return loaded.kind === 'environment'
    ? environmentFault(problems, given.value)
    : judged(given.value, problems);
}

/** The same about one component; an unknown name is refused. */
export async function inspectComponent<Value>(
  name: string,
  projectDir: string,
  answer: (info: ComponentInfo, project: InspectedProject) => Answer<Value> | Promise<Answer<Value>>,
): Promise<Outcome<Value>> {
  return await inspectProject<Value>(projectDir, async (project) => {
    const info = componentInfo(name, project);
    return info ? await answer(info, project) : environmentFault([unknownComponent(name, project)]);
  });
}
