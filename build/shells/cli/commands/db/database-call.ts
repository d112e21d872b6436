import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';

/** What one `tessera db` command gets: the project exists, errors of the environment are reported for it. */
export interface DatabaseCall {
  readonly projectDir: string;
  readonly io: CommandIo;
  /** Prints the object with --json, the lines otherwise. */
  readonly say: (result: object, lines: readonly string[]) => void;
  /** Prints a problem and gives the exit code back. */
  readonly refuse: (code: ExitCode, message: string, hint?: string) => ExitCode;
}

/** The options of all of them; each reads its own. */
export type DatabaseOptions = CommonOptions & {
  readonly force?: boolean;
  readonly wait?: boolean;
  readonly yes?: boolean;
};
