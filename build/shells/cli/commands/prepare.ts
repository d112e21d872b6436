import { type CommonOptions, type RegisterCommand } from '../command.ts';
import { projectCommand } from '../project-command.ts';
import { compose } from './compose.ts';

/** What a component's repository does after an installation: client, types and permissions for editor, compiler and tests. */
export const registerPrepareCommand: RegisterCommand = (program, io, exit) => {
  projectCommand(
    program,
    'prepare',
    'compose the playground of a component: the client and types that its sources need',
  ).action(async (options: CommonOptions) => {
    exit(await compose({ ...options, check: false, frozen: false }, io));
  });
};
