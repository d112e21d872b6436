import { type Readable, type Writable } from 'node:stream';
import { type Command as CommanderCommand } from 'commander';
import { type ExitCode } from '../../diagnostics/outcome.ts';

export { type ExitCode };

/** Where a command writes and what it may ask; passed in, so that tests run commands without a process. */
export interface CommandIo {
  readonly stdout: Writable & { isTTY?: boolean };
  readonly stderr: Writable & { isTTY?: boolean };
  readonly stdin: Readable & { isTTY?: boolean };
  readonly env: NodeJS.ProcessEnv;
  readonly cwd: string;
}

/** Options every command has. */
export interface CommonOptions {
  readonly project: string;
  readonly json: boolean;
}

/** Adds one command to the program. The action reports its exit code through `exit`. */
export type RegisterCommand = (
  program: CommanderCommand,
  io: CommandIo,
  exit: (code: ExitCode) => void,
) => void;
