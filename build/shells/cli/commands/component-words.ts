import { type Command } from 'commander';
import { type ComponentCall } from '../../../use-cases/component-command/component-call.ts';
import { type CommandIo, type ExitCode } from '../command.ts';
import { present } from '../present.ts';

/** @returns undefined for a command of ours, and for a word that is no component's name either. */
export async function wordsForComponent(
  args: readonly string[],
  program: Command,
  { cwd }: CommandIo,
): Promise<ComponentCall | undefined> {
  const [name = '-'] = args;
  if (name.startsWith('-') || program.commands.some((one) => one.name() === name)) return undefined;
  const { componentCall } = await import('../../../use-cases/component-command/component-call.ts');
  return componentCall(args, cwd);
}

export async function runWords({ projectDir, words }: ComponentCall, io: CommandIo): Promise<ExitCode> {
  const { runComponentCommand } =
    await import('../../../use-cases/component-command/run-component-command.ts');
  const outcome = await runComponentCommand({ projectDir, env: io.env, words });
  return await present(outcome, { projectDir, json: false, fields: () => ({}) }, io);
}
