import path from 'node:path';
import { changeState } from '../../../../use-cases/lifecycle/change-state.ts';
import { type StateCommand } from '../../../../use-cases/lifecycle/choose-state.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { describeState } from './describe-state.ts';
import { present } from '../../present.ts';

/** Carries out `tessera component disable`, `enable`, `retire` or `restore`. */
export async function runComponentState(
  command: StateCommand,
  name: string,
  { project, json }: CommonOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project);
  const outcome = await changeState(command, name, projectDir, io.env);
  const fields = (change?: object): object => change ?? {};
  return await present(outcome, { projectDir, json, fields, lines: describeState }, io);
}
