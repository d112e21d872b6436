import { type CommandIo } from './command.ts';

/** Whether a person can be asked. */
export function isTerminal({ stdin, stdout }: Pick<CommandIo, 'stdin' | 'stdout'>): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}
