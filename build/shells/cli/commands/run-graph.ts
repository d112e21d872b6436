import path from 'node:path';
import { diagnosticsOf, exitCodeOf, knownOf } from '../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { type ComponentGraph, componentGraph } from '../../../pipeline/graph/component-graph.ts';
import { renderDot } from '../../../use-cases/inspect/graph/dot.ts';
import { renderMermaid } from '../../../use-cases/inspect/graph/mermaid.ts';
import { renderTextTree } from '../../../use-cases/inspect/graph/text-tree.ts';
import { loadProject } from '../../../pipeline/project/load-project.ts';
import { type CommandIo, type ExitCode } from '../command.ts';
import { graphReport } from '../graph-report.ts';
import { formatDiagnostics } from '../../report/format-diagnostics.ts';
import { type CommonOptions } from '../command.ts';

/** The flags of `tessera graph`; at most one of the formats is set. */
export interface GraphOptions extends CommonOptions {
  readonly mermaid: boolean;
  readonly dot: boolean;
  readonly svg: boolean;
}

/** Prints the graph on stdout, and what is wrong with the project on stderr (with --json: in the object). */
export async function showGraph(options: GraphOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const loaded = await loadProject(projectDir);
  const [project, diagnostics, exitCode] = [knownOf(loaded), diagnosticsOf(loaded), exitCodeOf(loaded)];
  const graph = project
    ? componentGraph(project.components, project.uses, project.states)
    : { nodes: [], edges: [] };
  if (options.json) {
    const report = { ok: exitCode === 0, ...graphReport(graph), diagnostics };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return exitCode;
  }
  if (project) io.stdout.write(await render(graph, options, io));
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  return exitCode;
}

async function render(graph: ComponentGraph, options: GraphOptions, io: CommandIo): Promise<string> {
  if (options.mermaid) return renderMermaid(graph);
  if (options.dot) return renderDot(graph);
  if (options.svg) {
    const { renderSvg } = await import('../../../use-cases/inspect/graph/svg.ts');
    return renderSvg(graph);
  }
  if (graph.nodes.length === 0) return 'no components\n';
  return renderTextTree(graph, { color: wantsColor(io.stdout, io.env) });
}
