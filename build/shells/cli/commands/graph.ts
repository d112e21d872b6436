import { Option } from 'commander';
import { knownOf } from '../../../diagnostics/outcome.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { type GraphFormats } from '../../../use-cases/inspect/graph/render-graph.ts';
import { type CommonOptions, type RegisterCommand } from '../command.ts';
import { present } from '../present.ts';
import { projectDirOf } from '../project-command.ts';

const formats = [
  ['mermaid', 'print a Mermaid flowchart, for Markdown'],
  ['dot', 'print the graph in the language of Graphviz'],
  ['svg', 'print a picture'],
  ['json', 'print one JSON object and nothing else'],
] as const;

/** The flags of `tessera graph`; at most one of the formats is set. */
type GraphOptions = CommonOptions & GraphFormats;

export const registerGraphCommand: RegisterCommand = (program, io, exit) => {
  const command = program
    .command('graph')
    .description('show which components there are and who requires whom, as a tree or a picture')
    .option('--project <dir>', 'the project', '.');
  for (const [name, description] of formats) {
    const others = formats.map(([other]) => other).filter((other) => other !== name);
    command.addOption(new Option(`--${name}`, description).default(false).conflicts(others));
  }
  command.action(async (options: GraphOptions) => {
    const projectDir = projectDirOf(options, io);
    const { showGraph } = await import('../../../use-cases/inspect/graph/show-graph.ts');
    const { renderGraph } = await import('../../../use-cases/inspect/graph/render-graph.ts');
    const { graphJson } = await import('../../../use-cases/inspect/graph/graph-json.ts');
    const outcome = await showGraph(projectDir);
    const graph = knownOf(outcome);
    const picture =
      graph && !options.json ? await renderGraph(graph, options, wantsColor(io.stdout, io.env)) : '';
    const fields = () => graphJson(graph ?? { nodes: [], edges: [] });
    exit(await present(outcome, { projectDir, json: options.json, fields, text: () => picture }, io));
  });
};
