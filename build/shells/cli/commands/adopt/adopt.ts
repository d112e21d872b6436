import { type RegisterCommand } from '../../command.ts';
import { type AdoptOptions } from './run-adopt.ts';

/** `tessera adopt`: the schema of an existing Nest and Prisma application becomes a component where it is. */
export const registerAdoptCommand: RegisterCommand = (program, io, exit) => {
  program
    .command('adopt')
    .description(
      'make the schema of an existing application a component where it is, after proving its migrations',
    )
    .option('--project <dir>', 'the package with the schema', '.')
    .option('--json', 'print one JSON object and nothing else', false)
    .option('--dry-run', 'report only; nothing is written', false)
    .option('--undo', 'take an adoption back', false)
    .option('--name <name>', 'of the component', 'app')
    .option('--schema <path>', 'the schema, a file or a folder, where it is not found by itself')
    .option('--migrations <dir>', 'the migrations, where they are not found by themselves')
    .option(
      '--database-url-from <variable>',
      'compare with the database of this variable, and mark migrations there as applied where all agrees',
    )
    .action(async (options: AdoptOptions) => {
      const { runAdopt } = await import('./run-adopt.ts');
      exit(await runAdopt(options, io));
    });
};
