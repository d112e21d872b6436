import path from 'node:path';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { type ComponentGraph, componentGraph } from '../graph/component-graph.ts';
import { renderDot } from '../graph/render/dot.ts';
import { renderMermaid } from '../graph/render/mermaid.ts';
import { renderTextTree } from '../graph/render/text-tree.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { type GraphOptions } from './graph-command.ts';
import { graphReport } from './graph-report.ts';
import { lookAtProject } from './look-at-project.ts';
import { formatDiagnostics } from './print-report.ts';

/** Prints the graph on stdout, and what is wrong with the project on stderr (with --json: in the object). */
export async function showGraph(options: GraphOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { look, diagnostics, exitCode } = await lookAtProject(projectDir);
  const graph = look ? componentGraph(look.components, look.uses, look.states) : { nodes: [], edges: [] };
  if (options.json) {
    const report = { ok: exitCode === 0, ...graphReport(graph), diagnostics };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return exitCode;
  }
  if (look) io.stdout.write(await render(graph, options, io));
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  return exitCode;
}

async function render(graph: ComponentGraph, options: GraphOptions, io: CommandIo): Promise<string> {
  if (options.mermaid) return renderMermaid(graph);
  if (options.dot) return renderDot(graph);
  if (options.svg) {
    const { renderSvg } = await import('../graph/render/svg.ts');
    return renderSvg(graph);
  }
  if (graph.nodes.length === 0) return 'no components\n';
  return renderTextTree(graph, { color: wantsColor(io.stdout, io.env) });
}
