import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { runCommandLine } from '../../../../build/cli/run-command-line.ts';

describe('runCommandLine', () => {
  it('prints the version and nothing else', async () => {
    const [stdout, stderr, stdin] = [new PassThrough(), new PassThrough(), new PassThrough()];
    expect(await runCommandLine(['--version'], { stdout, stderr, stdin, env: {}, cwd: '.' })).toBe(0);
    stdout.end();
    const version = (await text(stdout)).trim();
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readFileSync('package.json', 'utf8')).toContain(`"version": "${version}"`);
  });
});
