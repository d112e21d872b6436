import { type RegisterCommand } from '../../command.ts';
import { registerDbMark } from './mark.ts';
import { registerDbPsql } from './psql.ts';
import { registerDbReset } from './reset.ts';
import { registerDbStart } from './start.ts';
import { registerDbStatus } from './status.ts';
import { registerDbStop } from './stop.ts';
import { registerDbUrl } from './url.ts';

/** Sub-commands of `tessera db`, in the order `--help` shows them; each in a file of its own. */
const subCommands: readonly RegisterCommand[] = [
  registerDbStart,
  registerDbStop,
  registerDbStatus,
  registerDbUrl,
  registerDbPsql,
  registerDbMark,
  registerDbReset,
];

export const registerDbCommand: RegisterCommand = (program, io, exit) => {
  const db = program.command('db').description('the embedded PostgreSQL for development');
  for (const register of subCommands) register(db, io, exit);
};
