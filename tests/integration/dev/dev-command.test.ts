import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { exitCodeOf } from '../../../build/diagnostics/outcome.ts';
import { runDev } from '../../../build/shells/dev/run-dev.ts';
import { type DevDatabase } from '../../../build/shells/dev/prepare-database.ts';
import { untilTrue } from '../../support/running-command.ts';

/** A database that only counts how often it was opened and released. */
function createFakeServices(open?: () => Promise<DevDatabase>) {
  const calls: string[] = [];
  const database: DevDatabase = {
    url: 'postgresql://nobody@127.0.0.1:1/none',
    printableUrl: 'postgresql://nobody@127.0.0.1:1/none',
    embedded: true,
    created: false,
    markMigrated: () => Promise.resolve(),
    lost: new Promise(() => undefined),
    release: () => {
      calls.push('release');
      return Promise.resolve();
    },
  };
  const services = {
    openDatabase: () => {
      calls.push('open');
      return open?.() ?? Promise.resolve(database);
    },
    migrations: { pending: () => Promise.resolve([]), apply: () => Promise.resolve([]) },
  };
  return { calls, createServices: () => services };
}

/** Those this one started and that have not ended. */
function processes(): number {
  return process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length;
}

describe('runDev', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'tessera-dev-'));
  });
  afterEach(() => {
    rmSync(dir, { recursive: true, force: true });
  });

  async function run(projectDir: string, port = '0', open?: () => Promise<DevDatabase>) {
    const fake = createFakeServices(open);
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const outcome = await runDev(
      { projectDir, port, output: 'people', env: {}, stdout, stderr, plan: () => Promise.resolve('') },
      fake.createServices,
    );
    stderr.end();
    stdout.resume();
    return { code: exitCodeOf(outcome), said: await text(stderr), calls: fake.calls };
  }

  it('refuses a folder that is not there', async () => {
    const missing = join(dir, 'nothing');
    expect(await run(missing)).toEqual({ code: 2, said: `"${missing}" is not a folder.\n`, calls: [] });
  });

  it('refuses a project that does not say how it is built, and lets go of its database and processes', async () => {
    const before = processes();
    const { code, said, calls } = await run(dir);
    expect([code, calls]).toEqual([2, ['open', 'release']]);
    expect(said).toContain(`There is no webpack.config.js in ${dir}`);
    // One that stays keeps the command from ending.
    await untilTrue(() => processes() <= before);
  });

  it('says what is wrong with the build when there is no database either', async () => {
    const { code, said } = await run(dir, '0', () => Promise.reject(new Error('no database')));
    expect(code).toBe(2);
    expect(said).toContain('There is no webpack.config.js');
  });

  it("passes on webpack's words about a configuration it refuses", async () => {
    writeFileSync(join(dir, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dir, 'webpack.config.js'), 'export default { entri: "./main.js" };');
    const { code, said, calls } = await run(dir);
    expect([code, calls]).toEqual([2, ['open', 'release']]);
    expect(said).toContain("unknown property 'entri'");
    expect(said).not.toContain('    at ');
  });

  it('refuses a port that is none', async () => {
    expect(await run(dir, 'eighty')).toMatchObject({ code: 2, calls: [] });
  });
});
