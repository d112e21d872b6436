import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Client } from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../src/database/test-utils/index.ts';
import { freePort } from '../../support/free-port.ts';
import { runCommand } from '../../support/running-command.ts';
import { createForeignProject, type ForeignProject, packRelease, type Release } from './foreign-project.ts';
import { emptyDatabase } from '../../support/empty-database.ts';

jest.setTimeout(600_000);

const ofOurTests = [
  'playwright-core',
  'kubernetes-models',
  'eslint',
  'dependency-cruiser',
  'tsx',
  '@prisma/language-server',
];

/** In MiB, as the files lie on a disk. */
function sizeOf(folder: string): number {
  return Number(execFileSync('du', ['-sm', folder], { encoding: 'utf8' }).split('\t')[0]);
}

function packagesIn(modules: string): string[] {
  return readdirSync(modules)
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) =>
      name.startsWith('@') ? readdirSync(join(modules, name)).map((one) => `${name}/${one}`) : [name],
    );
}

describe('a project of its own, from the tarballs alone', () => {
  let release: Release;
  let database: TestDatabase;
  const projects: ForeignProject[] = [];
  const folders: string[] = [];

  beforeAll(async () => {
    release = packRelease();
    database = await createTestDatabase();
    const client = new Client(database.url);
    await client.connect();
    await client.query(emptyDatabase);
    await client.end();
  });
  afterAll(async () => {
    await database.drop();
    release.remove();
    for (const project of projects) project.remove();
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  async function run(dir: string, command: string, ...args: string[]): Promise<string> {
    const { code, output } = await runCommand(command, args, dir, { DATABASE_URL: database.url }).exited;
    if (code !== 0) throw new Error(`${[command, ...args].join(' ')} ended with ${String(code)}:\n${output}`);
    return output;
  }

  async function serves(dir: string, route = 'notes'): Promise<void> {
    const port = await freePort();
    const server = runCommand(process.execPath, ['dist/main.js'], dir, {
      DATABASE_URL: database.url,
      NODE_ENV: 'production',
      PORT: String(port),
    });
    try {
      await server.until(/Ready at/);
      const url = `http://127.0.0.1:${String(port)}/${route}`;
      const answer = await fetch(url);
      expect([answer.status, await answer.json()]).toEqual([200, { items: [], nextCursor: null }]);
      expect((await fetch(url, { method: 'POST' })).status).toBe(401);
    } finally {
      server.terminate();
      await server.exited;
    }
  }

  it('holds nothing that only this repository needs, and is the same bytes each time', () => {
    const files = execFileSync('tar', ['tzf', release.tarball], { encoding: 'utf8' }).trim().split('\n');
    expect(files.filter((file) => /\/(tests?|generated|components\/(demo|tenancy))\//.test(file))).toEqual(
      [],
    );
    expect(files.filter((file) => /(?<!\.d)\.ts$/.test(file))).toEqual([]);
    const hash = () => createHash('sha256').update(readFileSync(release.tarball)).digest('hex');
    const before = hash();
    packRelease().remove();
    expect(hash()).toBe(before);
  });

  it('is made, typed, tested, migrated, built and served with npm, and is small in production', async () => {
    const project = createForeignProject(release, 'npm');
    projects.push(project);
    expect(project.made).toMatchObject({ code: 0, output: expect.stringContaining('npm run dev') });
    const installed = packagesIn(project.path('node_modules'));
    expect(installed.filter((name) => ofOurTests.includes(name))).toEqual([]);
    expect(installed.length).toBeLessThan(760);
    expect(await run(project.dir, 'npx', 'tessera', 'check')).toBe('');
    await run(project.dir, 'npx', 'tsc', '--noEmit');
    expect(await run(project.dir, 'npm', 'test')).toContain('2 passed, 2 total');
    await run(project.dir, 'npx', 'prisma', 'migrate', 'deploy');
    await run(project.dir, 'npx', 'tessera', 'build');
    const lacking = await runCommand('npx', ['tessera', 'graph', '--svg'], project.dir, {}).exited;
    expect(lacking).toMatchObject({ code: 2, output: expect.stringContaining('CALL.MISSING_PACKAGE') });

    const production = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-production-')));
    folders.push(production);
    for (const name of ['dist', 'prisma', 'package.json', 'package-lock.json']) {
      cpSync(project.path(name), join(production, name), { recursive: true });
    }
    await run(production, 'npm', 'ci', '--omit=dev', '--no-audit', '--no-fund', '--prefer-offline');
    expect(existsSync(join(production, 'node_modules/nestjs-tessera'))).toBe(false);
    expect(sizeOf(join(production, 'node_modules'))).toBeLessThanOrEqual(120);
    await serves(production);
  });

  it('builds and serves where packages see only what they name (pnpm)', async () => {
    const project = createForeignProject(release, 'pnpm');
    projects.push(project);
    expect(project.made).toMatchObject({ code: 0 });
    expect(packagesIn(project.path('node_modules'))).not.toContain('pg');
    await run(project.dir, 'node_modules/.bin/prisma', 'migrate', 'deploy');
    await run(project.dir, 'node_modules/.bin/tessera', 'build');
    await serves(project.dir);
  });

  it('serves a component that was made in a repository of its own, from its tarball', async () => {
    const author = createForeignProject(release, 'npm', { name: 'print-shop', options: ['--component'] });
    projects.push(author);
    expect(author.made).toMatchObject({ code: 0 });
    expect(await run(author.dir, 'npm', 'run', '-s', 'check')).toBe('');
    const verified = await run(author.dir, 'npm', 'run', '-s', 'verify');
    expect(verified).toMatch(/^ok .*passes its own tests\nprint-shop works from its tarball/m);
    await run(author.dir, 'npm', 'run', '-s', 'package');

    const [shop] = projects;
    if (shop === undefined) throw new Error('There is no project.');
    const tarball = author.path('.tessera/tessera-print-shop-0.1.0.tgz');
    await run(shop.dir, 'npm', 'install', '--no-audit', '--no-fund', '--prefer-offline', tarball);
    writeFileSync(shop.path('tessera.config.json'), '{ "packages": ["tessera-print-shop"] }\n');
    await run(shop.dir, 'npx', 'prisma', 'migrate', 'dev', '--name', 'print_shop');
    await run(shop.dir, 'npx', 'tessera', 'build');
    await serves(shop.dir, 'print-shop');
  });
});
