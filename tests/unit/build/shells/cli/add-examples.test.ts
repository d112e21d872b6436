import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { examples } from '../../../../../build/shells/cli/add-examples.ts';
import { runCommandLine } from '../../../../../build/shells/cli/run-command-line.ts';

async function help(...path: string[]): Promise<string> {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  await runCommandLine([...path, '--help'], { stdout, stderr, stdin, env: {}, cwd: '.' });
  stdout.end();
  return text(stdout);
}

/** Names below "Commands:" in a help text. */
async function subCommands(...path: string[]): Promise<string[]> {
  const [, list = ''] = (await help(...path)).split('Commands:\n');
  return [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name).filter((name) => name !== 'help');
}

async function allCommands(...path: string[]): Promise<string[]> {
  const names = await subCommands(...path);
  if (names.length === 0) return [path.join(' ')];
  return (await Promise.all(names.map((name) => allCommands(...path, name)))).flat();
}

describe('the help', () => {
  it('of every command has examples', async () => {
    const commands = await allCommands();

    expect(commands).toContain('db start');
    for (const command of commands) expect(await help(...command.split(' '))).toContain('\nExamples:\n  $ ');
  });

  it.each(Object.entries(examples))('of %s shows options it knows', async (path, lines) => {
    const known = await help(...path.split(' '));

    for (const line of lines) {
      expect(line).toContain(`tessera ${path}`);
      const [own = ''] = line.split(' -- ');
      for (const [option] of own.matchAll(/--[a-z-]+/g)) expect(known).toContain(`${option} `);
    }
  });
});
