import { execFileSync } from 'node:child_process';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from '@jest/globals';
import { runCommandLine } from '../../../../../build/shells/cli/run-command-line.ts';

async function completion(shell: string) {
  const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const exitCode = await runCommandLine(['completion', shell], { stdout, stderr, stdin, env: {}, cwd: '.' });
  stdout.end();
  return { exitCode, script: await text(stdout) };
}

/** What bash itself answers to Tab after these words. */
function tab(script: string, ...words: string[]): string[] {
  const line = ['tessera', ...words].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _tessera; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', `${script}\n${ask}`])
    .toString()
    .trim()
    .split('\n');
}

describe('tessera completion', () => {
  it('lets bash complete commands, sub-commands and options', async () => {
    const { exitCode, script } = await completion('bash');

    expect(exitCode).toBe(0);
    expect(tab(script, 'com').sort()).toEqual(['completion', 'component', 'compose']);
    expect(tab(script, 'db', 'sta').sort()).toEqual(['start', 'status']);
    expect(tab(script, 'component', 'new', 'notes', '--with')).toEqual(['--with-relation-to']);
    expect(tab(script, 'compose', '--project', 'x', '--ch')).toEqual(['--check']);
    expect(tab(script, 'completion', 'f')).toEqual(['fish']);
  });

  it('says the same to zsh and names every command to fish', async () => {
    expect((await completion('zsh')).script).toContain((await completion('bash')).script);
    expect((await completion('fish')).script).toContain(
      "-n '__fish_seen_subcommand_from db; and not __fish_seen_subcommand_from start stop",
    );
  });

  it('refuses a shell it does not know', async () => {
    expect((await completion('tcsh')).exitCode).toBe(2);
  });
});
