import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

let project: TempProject;
beforeAll(() => {
  project = createTempProject({
    'src/components/good/prisma/schema.prisma': 'model Good {\n  id Int @id\n}\n',
  });
});
afterAll(() => {
  project.dispose();
});

/** The command's end when its reader goes away, as `head -1` does. */
async function endOf(args: readonly string[], closes: 'at once' | 'after the first line') {
  const child = spawn(process.execPath, ['bin/tessera.js', ...args, '--project', project.dir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_OPTIONS: undefined },
  });
  if (closes === 'at once') child.stdout.destroy();
  else child.stdout.once('data', () => child.stdout.destroy());
  const [stderr, [code]] = await Promise.all([text(child.stderr), once(child, 'exit') as Promise<unknown[]>]);
  return { code, stderr };
}

describe('a command whose output is not read to the end', () => {
  it('ends as it would have, without a word about the pipe', async () => {
    const [composed, refused] = await Promise.all([
      endOf(['compose', '--check', '--json'], 'at once'),
      endOf(['component', 'info', 'nonsense'], 'at once'),
    ]);
    // Nothing is composed yet: `--check` answers 1.
    expect(composed).toEqual({ code: 1, stderr: '' });
    expect(refused.code).toBe(2);
    expect(refused.stderr).not.toMatch(/EPIPE|\bat /);
  });

  it('ends, too, when it would run until it is stopped', async () => {
    const ended = endOf(['check', '--watch'], 'after the first line');
    const changes = setInterval(() => {
      project.write('src/components/good/prisma/more.prisma', `// ${performance.now()}\n`);
    }, 100);
    try {
      expect(await ended).toEqual({ code: 0, stderr: '' });
    } finally {
      clearInterval(changes);
    }
  });
});
