import { Argument } from 'commander';
import { type RegisterCommand } from '../command.ts';
import { completionScript, shells } from '../../completion/completion-script.ts';

/** `tessera completion bash`: the script is made from the command tree itself, so it never lags behind. */
export const registerCompletionCommand: RegisterCommand = (program, io) => {
  program
    .command('completion')
    .description('print the script that lets a shell complete tessera commands')
    .addArgument(new Argument('<shell>', 'the shell').choices(shells))
    .action((shell: (typeof shells)[number]) => {
      io.stdout.write(completionScript(program, shell));
    });
};
