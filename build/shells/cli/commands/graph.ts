import { Option } from 'commander';
import { type RegisterCommand } from '../command.ts';
import { type GraphOptions } from './run-graph.ts';

const formats = [
  ['mermaid', 'print a Mermaid flowchart, for Markdown'],
  ['dot', 'print the graph in the language of Graphviz'],
  ['svg', 'print a picture'],
  ['json', 'print one JSON object and nothing else'],
] as const;

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
    const { showGraph } = await import('./run-graph.ts');
    exit(await showGraph(options, io));
  });
};
