import path from 'node:path';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { diagnosticsOf, exitCodeOf, knownOf } from '../../../../diagnostics/outcome.ts';
import { plainText } from '../../../../diagnostics/plain-text.ts';
import { wantsColor } from '../../../../diagnostics/wants-color.ts';
import { diskFiles } from '../../../../files/disk-files.ts';
import { componentGraph } from '../../../../pipeline/graph/component-graph.ts';
import {
  componentInfo,
  type ComponentInfo,
  type Inspected,
} from '../../../../use-cases/inspect/component-info.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { type LoadedProject, loadProject } from '../../../../pipeline/project/load-project.ts';
import { unknownComponent } from '../../../../pipeline/project/unknown-component.ts';
import { formatDiagnostics } from '../../../report/format-diagnostics.ts';

/** What a command that looks at components gets to look at. */
export interface ComponentLook extends LoadedProject {
  readonly projectDir: string;
  readonly inspected: Inspected;
}

/** What it prints: lines for people, an object for programs. */
export interface LookAnswer {
  readonly lines: readonly string[];
  readonly json: object;
  /** What could not be looked at. @default nothing */
  readonly problems?: readonly Diagnostic[];
}

/** Looks at the project, prints the answer on stdout and what is wrong on stderr (with --json: in the object). */
export async function answerFromProject(
  options: CommonOptions,
  io: CommandIo,
  answer: (look: ComponentLook) => LookAnswer | Diagnostic | Promise<LookAnswer | Diagnostic>,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const loaded = await loadProject(projectDir);
  const project = knownOf(loaded);
  const given =
    project && (await answer({ ...project, projectDir, inspected: inspectedOf(project, projectDir) }));
  const refusal = given && 'code' in given ? given : undefined;
  const said = given && 'lines' in given ? given : undefined;
  // A wrong call is the only thing to say then: the project's own problems have other commands.
  const unseen = said?.problems ?? [];
  const problems = refusal ? [refusal] : [...diagnosticsOf(loaded), ...unseen];
  const found = exitCodeOf(loaded);
  const code = refusal ? 2 : found === 0 && unseen.length > 0 ? 1 : found;
  if (options.json) {
    const object = { ok: code === 0, ...said?.json, diagnostics: problems };
    io.stdout.write(`${JSON.stringify(object, null, 2)}\n`);
    return code;
  }
  if (said) io.stdout.write(said.lines.map((line) => `${plainText(line)}\n`).join(''));
  io.stderr.write(formatDiagnostics(problems, { projectDir, color: wantsColor(io.stderr, io.env) }));
  return code;
}

/** The component of that name, or the refusal of an unknown name. */
export function findComponent(name: string, { inspected }: ComponentLook): ComponentInfo | Diagnostic {
  return componentInfo(name, inspected) ?? unknownComponent(name, inspected);
}

function inspectedOf(
  { components, states, lock, sources, uses }: LoadedProject,
  projectDir: string,
): Inspected {
  const graph = componentGraph(components, uses, states);
  return { projectDir, components, states, lock, sources, graph, files: diskFiles };
}
