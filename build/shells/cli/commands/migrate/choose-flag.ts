import { type CommandIo } from '../../command.ts';
import { type AnswerFlags } from '../../../../use-cases/migrate/expand/recognise/read-answers.ts';
import { type StepQuestion } from '../../../../use-cases/migrate/expand/step-report.ts';

/** Asks a person which of the flags is meant; undefined without a terminal, or when the person gave up (Ctrl-C). */
export async function chooseFlag(
  { message, choices }: StepQuestion,
  { stdin: input, stdout: output }: Pick<CommandIo, 'stdin' | 'stdout'>,
): Promise<string | undefined> {
  if (input.isTTY !== true || output.isTTY !== true) return undefined;
  const { isCancel, select } = await import('@clack/prompts');
  const options = choices.map((value) => ({ value, label: value }));
  const answer = await select({ message, options, input, output });
  return isCancel(answer) ? undefined : answer;
}

/** The call with one more flag, as if it had been typed. */
export function withFlag(options: AnswerFlags, flag: string): AnswerFlags {
  const [name = '', value = ''] = flag.split(' ');
  const key = name.slice(2);
  if (key === 'rename') return { ...options, rename: [...options.rename, value] };
  if (key === 'split') return { ...options, split: [...options.split, value] };
  return { ...options, drop: [...options.drop, value] };
}
