import { spawn } from 'node:child_process';
import { describe, expect, it, jest } from '@jest/globals';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { freePort } from '../../support/free-port.ts';
import { readTree } from '../../support/temp-project.ts';
import { createPrismaProject, freshUrl, query, repository, run, serverUrl } from './prisma-project.ts';
import { join } from 'node:path';

const prisma = join(repository, 'node_modules/.bin/prisma');
const plain = { PRISMA_SCHEMA_ENGINE_BINARY: '' };

// Whole processes of Prisma, several a test.
jest.setTimeout(240_000);

describe("this repository's prisma.config.ts", () => {
  it('validates what the components are now, finds the engine, and starts no database', async () => {
    const { code, stderr } = await run(prisma, ['validate'], repository, plain);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const version = await run(prisma, ['--version'], repository, plain);
    expect(version.stdout).toMatch(
      /Schema Engine {8}: schema-engine [0-9a-f]{40} \(at (\.tessera\/compiled\/)?bin\/schema-engine\.js/,
    );
  });

  it('migrates with MIGRATION_DATABASE_URL and not with the rights of the app', async () => {
    const url = freshUrl();
    const env = { ...plain, DATABASE_URL: 'postgresql://app@127.0.0.1:1/app', MIGRATION_DATABASE_URL: url };
    try {
      await query(serverUrl(), `CREATE DATABASE "${new URL(url).pathname.slice(1)}"`);
      const deployed = await run(prisma, ['migrate', 'deploy'], repository, env);
      expect(deployed).toMatchObject({ code: 0, stdout: expect.stringContaining('successfully applied') });
      expect((await query(url, 'SELECT migration_name FROM _prisma_migrations')).length).toBeGreaterThan(0);
      // What the components' schemas say and what their migrations build is the same.
      const difference = await diffSchemas(
        { kind: 'migrations', dir: join(repository, 'prisma/migrations') },
        { kind: 'files', files: Object.entries(readTree(join(repository, 'prisma/schema'))) },
        { target: { url } },
      );
      expect(difference).toMatchObject({ isEmpty: true });
    } finally {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${new URL(url).pathname.slice(1)}" WITH (FORCE)`);
    }
  });

  it('seeds every component twice without doubling anything', async () => {
    const url = freshUrl();
    const name = new URL(url).pathname.slice(1);
    const env = { ...plain, DATABASE_URL: url };
    const count = 'SELECT (SELECT count(*) FROM "DemoUser") + (SELECT count(*) FROM "DemoPost") AS rows';
    try {
      await query(
        serverUrl(),
        `CREATE DATABASE "${name}" TEMPLATE "${String(process.env['TESSERA_TEST_TEMPLATE'])}"`,
      );
      expect(await run(prisma, ['db', 'seed'], repository, env)).toMatchObject({
        code: 0,
        stdout: expect.stringContaining('seeded demo'),
      });
      const first = await query(url, count);
      // The same without Prisma's command line, which has been seen to start it.
      const seed = ['--import', 'tsx', 'prisma/seed.ts'];
      expect(await run(process.execPath, seed, repository, env)).toMatchObject({ code: 0 });
      expect(await query(url, count)).toEqual(first);
    } finally {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    }
  });
});

describe('prisma studio', () => {
  it('starts and answers', async () => {
    const project = await createPrismaProject();
    const port = await freePort();
    const args = ['studio', '--browser', 'none', '--port', String(port)];
    const cli = join(repository, 'node_modules/prisma/build/index.js');
    const env = {
      ...process.env,
      DATABASE_URL: serverUrl(),
      PRISMA_SCHEMA_ENGINE_BINARY: join(repository, 'bin/schema-engine.js'),
    };
    const studio = spawn(process.execPath, [cli, ...args], { cwd: project.dir, env, stdio: 'ignore' });
    const exited = new Promise((resolve) => studio.on('exit', resolve));
    try {
      expect(await answer(`http://localhost:${String(port)}/`)).toContain('<!doctype html>');
    } finally {
      studio.kill();
      await exited;
      await project.remove();
    }
  });
});

/** Asks until the server is up; the test's own time limit ends it otherwise. */
async function answer(url: string): Promise<string> {
  for (;;) {
    const text = await fetch(url).then(
      (response) => response.text(),
      () => undefined,
    );
    if (text !== undefined) return text.toLowerCase();
  }
}
