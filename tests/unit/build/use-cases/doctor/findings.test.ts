import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { compositionFindings } from '../../../../../build/use-cases/doctor/check-composition.ts';
import { migrationFindings } from '../../../../../build/use-cases/doctor/check-database.ts';
import { diskFinding } from '../../../../../build/use-cases/doctor/check-disk.ts';
import { checkEnvironment } from '../../../../../build/use-cases/doctor/check-environment.ts';
import { checkLockfile } from '../../../../../build/use-cases/doctor/check-lockfile.ts';
import { checkNode } from '../../../../../build/use-cases/doctor/check-node.ts';
import { checkPrisma } from '../../../../../build/use-cases/doctor/check-prisma.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});
const patient = (env: NodeJS.ProcessEnv = {}) => ({ projectDir: project.dir, env });
const install = (name: string, version: string) => {
  project.write(`node_modules/${name}/package.json`, JSON.stringify({ name, version }));
};
const manifest = (dependencies: Record<string, string>, more: object = {}) => {
  project.write('package.json', JSON.stringify({ dependencies, ...more }));
};
const lock = (packages: object) => {
  project.write('package-lock.json', JSON.stringify({ lockfileVersion: 3, packages }));
};

describe('versions of Prisma', () => {
  it('must be one', async () => {
    install('prisma', '7.10.1');
    install('@prisma/client', '7.10.0');

    const [finding] = await checkPrisma(patient());

    expect(finding).toMatchObject({
      status: 'error',
      mend: expect.stringContaining('@prisma/client@7.10.1'),
    });
    expect(finding?.message).toContain('@prisma/client 7.10.0 installed');
  });

  it('must be one in every copy that the lock file has', async () => {
    install('prisma', '7.10.0');
    lock({
      'node_modules/prisma': { version: '7.10.0' },
      'node_modules/other/node_modules/@prisma/client': { version: '7.9.0' },
    });

    expect(await checkPrisma(patient())).toMatchObject([
      { status: 'error', message: expect.stringContaining('@prisma/client 7.9.0 in package-lock.json') },
    ]);
  });

  it('refuses Prisma 8, and says what to install', async () => {
    install('prisma', '8.0.1');

    expect(await checkPrisma(patient())).toEqual([
      {
        check: 'prisma',
        status: 'error',
        message: 'prisma 8.0.1 installed: only Prisma 7 is supported.',
        mend: 'npm install --save-exact prisma@7',
      },
    ]);
  });

  it('asks for npm ci where nothing is installed', async () => {
    manifest({ prisma: '7.10.0' });

    expect(await checkPrisma(patient())).toMatchObject([
      { status: 'ok' },
      { status: 'warning', mend: 'npm ci' },
    ]);
  });

  it('are not missed in a folder without packages', async () => {
    expect(await checkPrisma(patient())).toMatchObject([{ status: 'note' }]);
  });
});

describe('Node', () => {
  it.each(['20.19.0', '22.12.0', '24.1.0', '26.0.0'])('%s is fine', async (version) => {
    expect(await checkNode(version, new Date('2026-04-30'))(patient())).toMatchObject([{ status: 'ok' }]);
  });

  it.each(['18.20.0', '20.18.3', '21.7.0', '22.11.0', '23.1.0'])('%s is out of range', async (version) => {
    expect(await checkNode(version)(patient())).toMatchObject([
      { status: 'error', about: 'machine', mend: expect.stringContaining('nvm install 24') },
    ]);
  });

  it('past its end works, and is said', async () => {
    expect(await checkNode('20.19.0', new Date('2026-05-01'))(patient())).toMatchObject([
      { status: 'warning', message: expect.stringContaining('since 2026-04-30') },
    ]);
  });

  it('must also please the project', async () => {
    manifest({}, { engines: { node: '>=26' } });

    expect(await checkNode('24.1.0')(patient())).toMatchObject([
      { status: 'error', message: 'Node 24.1.0 is out of range: >=26 is needed.' },
    ]);
  });
});

describe('the lock file', () => {
  it('must exist', async () => {
    manifest({});

    expect(await checkLockfile(patient())).toMatchObject([
      { status: 'error', mend: 'npm install --package-lock-only' },
    ]);
  });

  it('must belong to package.json and should name no registry', async () => {
    manifest({ zod: '4.0.0' });
    lock({
      '': { dependencies: { zod: '3.0.0' } },
      'node_modules/zod': { version: '3.0.0', resolved: 'https://npm.example/zod.tgz' },
    });

    expect(await checkLockfile(patient())).toMatchObject([
      { status: 'error', message: expect.stringContaining('npm ci refuses it') },
      { status: 'warning', message: expect.stringContaining('(npm.example)') },
    ]);
  });

  it('of this kind is fine', async () => {
    manifest({ zod: '4.0.0' });
    lock({ '': { dependencies: { zod: '4.0.0' } }, 'node_modules/zod': { version: '4.0.0' } });

    expect(await checkLockfile(patient())).toMatchObject([{ status: 'ok' }]);
  });
});

describe('the environment', () => {
  it('never shows a password, not even of a URL that is none', async () => {
    project.write(
      '.env',
      'DATABASE_URL=mysql://me:hunter2@db/x\nMIGRATION_DATABASE_URL=postgresql://me:hunter2@db:x\n',
    );

    const findings = await checkEnvironment(patient());

    expect(findings.map(({ status }) => status)).toEqual(['error', 'error']);
    expect(findings[0]?.message).toMatch(/^DATABASE_URL \(\.env\) is wrong: /);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('tells that a variable hides the one in .env', async () => {
    project.write('.env', 'DATABASE_URL=postgresql://a:b@one/db\n');

    expect(await checkEnvironment(patient({ DATABASE_URL: 'postgresql://a:b@two/db' }))).toMatchObject([
      { status: 'note', message: 'DATABASE_URL of the environment wins over another one in .env.' },
    ]);
  });
});

describe('migrations', () => {
  it('that are stuck are an error of their own and not pending too', () => {
    const state = { pending: ['1_a', '2_b'], failed: ['1_a'], unknown: ['0_x'], edited: ['0_y'] };

    expect(migrationFindings(state)).toMatchObject([
      { status: 'error', mend: expect.stringContaining('--rolled-back 1_a') },
      { status: 'warning', message: 'Not applied yet: 2_b.', mend: 'npx prisma migrate deploy' },
      { status: 'warning', message: expect.stringContaining('0_x') },
      { status: 'warning', message: expect.stringContaining('0_y') },
    ]);
  });
});

describe('the disk', () => {
  it.each([
    [100, 'error'],
    [700, 'warning'],
    [5000, 'ok'],
  ])('with %d MiB free: %s', (free, status) => {
    expect(diskFinding(free)).toMatchObject({ check: 'disk', status });
  });
});

describe('the components', () => {
  it('are counted with their problems', () => {
    const problem = { code: 'X', severity: 'error' as const, message: 'm' };
    const diagnostics = [problem, { ...problem, severity: 'warning' as const }];

    expect(compositionFindings({ components: 2, diagnostics, isOutOfDate: false })).toEqual([
      {
        check: 'components',
        status: 'error',
        message: '2 components: 1 error, 1 warning.',
        mend: 'npx tessera compose',
      },
    ]);
  });
});
