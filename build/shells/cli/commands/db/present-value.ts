import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';
import { projectDirOf } from '../../project-command.ts';

/** Presents an outcome whose value is the JSON, and for people the lines. */
export async function presentValue<Value extends object>(
  outcome: Outcome<Value>,
  options: CommonOptions,
  io: CommandIo,
  describe: (value: Value) => readonly string[] = () => [],
): Promise<ExitCode> {
  const projectDir = projectDirOf(options, io);
  const fields = (known: Value | undefined): object => known ?? {};
  const lines = (ended: Outcome<Value>): readonly string[] =>
    ended.kind === 'done' ? describe(ended.value) : [];
  return await present(outcome, { projectDir, json: options.json, fields, lines }, io);
}
