import { type RegisterCommand } from '../../command.ts';
import { registerGenerateSqlalchemy } from './sqlalchemy.ts';

export const registerGenerateCommand: RegisterCommand = (program, io, exit) => {
  const generate = program.command('generate').description('write code for programs in other languages');
  registerGenerateSqlalchemy(generate, io, exit);
};
