import { type RegisterCommand } from '../../command.ts';
import { type ExtractOptions } from './run-extract.ts';

/** `tessera component extract`: models of one component become a component of their own. */
export const registerComponentExtract: RegisterCommand = (component, io, exit) => {
  component
    .command('extract <name>')
    .description('move models into a component of their own, after proving that the database stays as it is')
    .option('--project <dir>', 'the project', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .option(
      '--models <names>',
      'the models, with commas; enums that only they use move along',
      (text: string) =>
        text
          .split(',')
          .map((name) => name.trim())
          .filter((name) => name !== ''),
      [],
    )
    .option('--dry-run', 'report only; nothing is written', false)
    .option('--undo', 'put the models back', false)
    .action(async (name: string, options: ExtractOptions) => {
      const { runComponentExtract } = await import('./run-extract.ts');
      exit(await runComponentExtract(name, options, io));
    });
};
