import path from 'node:path';
import { type Command } from 'commander';
import { type CommandIo, type ExitCode } from '../command.ts';
import { present } from '../present.ts';

/** A call of a command that a component brings, such as `tessera access create-admin`. */
export interface ComponentCall {
  readonly projectDir: string;
  readonly words: readonly string[];
}

/** Commands of components that have a short name, where the project has the component. */
const shortNames: Readonly<Record<string, readonly [component: string, command: string]>> = {
  worker: ['jobs', 'worker'],
};

/** @returns undefined for a command of ours, and for a word that is no component's name either. */
export async function wordsForComponent(
  args: readonly string[],
  program: Command,
  { cwd }: CommandIo,
): Promise<ComponentCall | undefined> {
  const [name] = args;
  if (name === undefined || name.startsWith('-') || program.commands.some((one) => one.name() === name)) {
    return undefined;
  }
  const at = args.indexOf('--project');
  const projectDir = path.resolve(cwd, at === -1 ? '.' : (args[at + 1] ?? '.'));
  const { knowsComponent } = await import('../../../use-cases/component-command/knows-component.ts');
  const words = at === -1 ? args : args.toSpliced(at, 2);
  if (knowsComponent(projectDir, name)) return { projectDir, words };
  const long = Object.hasOwn(shortNames, name) ? shortNames[name] : undefined;
  if (long === undefined || !knowsComponent(projectDir, long[0])) return undefined;
  return { projectDir, words: [...long, ...words.slice(1)] };
}

export async function runWords({ projectDir, words }: ComponentCall, io: CommandIo): Promise<ExitCode> {
  const { runComponentCommand } =
    await import('../../../use-cases/component-command/run-component-command.ts');
  const outcome = await runComponentCommand({ projectDir, env: io.env, words });
  return await present(outcome, { projectDir, json: false, fields: () => ({}) }, io);
}
