import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { runCommand } from '../../support/running-command.ts';
import { createPrismaProject, engine } from './prisma-project.ts';

// A file system of a megabyte of one's own: only Linux has that, and not every system lets one be mounted.
const mount = 'mount -t tmpfs -o size=1m tmpfs';
const mayMount = spawnSync('unshare', ['-rm', 'sh', '-c', `${mount} /mnt`]).status === 0;

const script = `
${mount} /mnt
cp -a . /mnt
cd /mnt
dev() { node node_modules/prisma/build/index.js migrate dev --name init 2>&1; echo "exit $?"; }
cat /dev/zero > filler 2> /dev/null || true
dev
find prisma -name '*_init' -o -name '.room*'
rm filler
dev
find prisma -size 0 -o -name '.room*'
`;

(mayMount ? it : it.skip)(
  'migrate dev on a full disk says so, and leaves no empty migration in the history',
  async () => {
    const project = await createPrismaProject();
    try {
      await project.writeSchema('model Good {\n  id Int @id\n}\n');
      const env = {
        DATABASE_URL: project.url,
        PRISMA_SCHEMA_ENGINE_BINARY: engine,
        CI: undefined,
        NO_COLOR: '1',
      };
      const { output } = await runCommand('unshare', ['-rm', 'sh', '-c', script], project.dir, env).exited;
      const [full = '', free = ''] = output.split(/^exit 1$/m);
      expect(full).toContain('the disk is full. Nothing was written.');
      expect(full).toContain('written to prisma/migrations');
      expect(full).not.toMatch(/_init|\.room/);
      expect(free).toMatch(/\n\s*└─ migration\.sql\n[^]*\nexit 0\n$/);
    } finally {
      await project.remove();
    }
  },
);
