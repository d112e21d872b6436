import path from 'node:path';
import { nearestName } from '../config/nearest-name.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { plainText } from '../diagnostics/plain-text.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { diskFiles } from '../files/disk-files.ts';
import { componentGraph } from '../graph/component-graph.ts';
import { componentInfo, type ComponentInfo, type Inspected } from '../inspect/component-info.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from './command.ts';
import { lookAtProject, type ProjectLook } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';

/** What a command that looks at components gets to look at. */
export interface ComponentLook extends ProjectLook {
  readonly projectDir: string;
  readonly inspected: Inspected;
}

/** What it prints: lines for people, an object for programs. */
export interface LookAnswer {
  readonly lines: readonly string[];
  readonly json: object;
}

/** Looks at the project, prints the answer on stdout and what is wrong on stderr (with --json: in the object). */
export async function answerFromProject(
  options: CommonOptions,
  io: CommandIo,
  answer: (look: ComponentLook) => LookAnswer | Diagnostic | Promise<LookAnswer | Diagnostic>,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  const given = look && (await answer({ ...look, projectDir, inspected: inspectedOf(look, projectDir) }));
  const refusal = given && 'code' in given ? given : undefined;
  const said = given && 'lines' in given ? given : undefined;
  // A wrong call is the only thing to say then: the project's own problems have other commands.
  const problems = refusal ? [refusal] : diagnostics;
  const code = refusal ? 2 : exitCode;
  if (options.json) {
    const object = { ok: code === 0, ...said?.json, diagnostics: problems };
    io.stdout.write(`${JSON.stringify(object, null, 2)}\n`);
    return code;
  }
  if (said) io.stdout.write(said.lines.map((line) => `${plainText(line)}\n`).join(''));
  io.stderr.write(formatDiagnostics(problems, { projectDir, color: wantsColor(io.stderr, io.env) }));
  return code;
}

/** The component of that name, or the refusal of a name nobody has. */
export function findComponent(name: string, { inspected }: ComponentLook): ComponentInfo | Diagnostic {
  return componentInfo(name, inspected) ?? unknownComponent(name, inspected);
}

/** The refusal of a name nobody has. */
export function unknownComponent(
  name: string,
  { components, lock }: Pick<Inspected, 'components' | 'lock'>,
): Diagnostic {
  const names = [...components.map((one) => one.name), ...lock.keys()];
  const nearest = nearestName(name, names);
  return {
    code: 'CALL.UNKNOWN_COMPONENT',
    severity: 'error',
    message: `There is no component "${name}" in this project.`,
    hint: nearest ? `Did you mean "${nearest}"?` : 'Run `tessera component list` to see which there are.',
  };
}

function inspectedOf(
  { components, states, lock, sources, uses }: ProjectLook,
  projectDir: string,
): Inspected {
  const graph = componentGraph(components, uses, states);
  return { projectDir, components, states, lock, sources, graph, files: diskFiles };
}
