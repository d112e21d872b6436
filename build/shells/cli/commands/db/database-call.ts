import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** What one `tessera db` command gets. */
export interface DatabaseCall {
  /** Absolute. */
  readonly projectDir: string;
  readonly io: CommandIo;
  readonly options: DatabaseOptions;
}

/** The options of all of them; each reads its own. */
export type DatabaseOptions = CommonOptions & {
  readonly force?: boolean;
  readonly wait?: boolean;
  readonly yes?: boolean;
};

/** Presents an outcome whose value is the JSON, and for people the lines. */
export async function presentCall<Value extends object>(
  outcome: Outcome<Value>,
  { projectDir, io, options: { json } }: DatabaseCall,
  describe: (value: Value) => readonly string[] = () => [],
): Promise<ExitCode> {
  const fields = (known: Value | undefined): object => known ?? {};
  const lines = (ended: Outcome<Value>): readonly string[] =>
    ended.kind === 'done' ? describe(ended.value) : [];
  return await present(outcome, { projectDir, json, fields, lines }, io);
}
