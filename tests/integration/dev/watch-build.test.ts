import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Compiler } from 'webpack';
import { toHotConfig } from '../../../build/shells/dev/hot-config.ts';
import { type BuildWatch, watchBuild } from '../../../build/shells/dev/watch-build.ts';
import { type BuildResult } from '../../../build/shells/dev/build-result.ts';
import { composedChannel } from '../../../build/shells/webpack/composed-channel.ts';
import { writeAtOnce } from '../../support/write-at-once.ts';

describe('watchBuild', () => {
  let dir: string;
  let watch: BuildWatch | undefined;
  let builds: BuildResult[];
  /** How many builds there were at each save. */
  let savesAt: number[];
  let onBuild: () => void;
  /** Called in the middle of each build; resolves when it may go on. */
  let duringBuild: (compiler: Compiler) => Promise<void>;
  const write = (file: string, text: string): void => {
    writeAtOnce(join(dir, 'part', file), text, `${dir}.write`);
  };
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => (onBuild = resolve));
  };
  const told = (): string => JSON.stringify(builds.slice(1).flatMap(({ updates }) => updates ?? []));

  /** Does something in the first build of a change of one.js. */
  function interruptOne(change: () => void, seen: string): void {
    let isDone = false;
    duringBuild = async (compiler) => {
      if (isDone || !compiler.modifiedFiles?.has(join(dir, 'part/one.js'))) return;
      isDone = true;
      change();
      const { watching } = compiler;
      while (!watching?.pausedWatcher?.getInfo?.().changes?.has(join(dir, 'part', seen)))
        await new Promise((resolve) => setImmediate(resolve));
      watching.invalidate();
    };
  }

  beforeEach(async () => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-watch-')));
    [builds, savesAt, onBuild, duringBuild] = [[], [], () => undefined, () => Promise.resolve()];
    write(
      'main.js',
      "import { one } from './one.js';\nimport { two } from './two.js';\nexport default [one, two];\n",
    );
    write('one.js', "export const one = 'one';\n");
    write('two.js', "export const two = 'two';\n");
    const config = {
      mode: 'development' as const,
      context: dir,
      target: 'node20',
      entry: './part/main.js',
      experiments: { outputModule: true },
      output: { module: true, chunkFormat: 'module' as const, library: { type: 'module' } },
      plugins: [
        (compiler: Compiler) => {
          compiler.hooks.make.tapPromise('During', () => duringBuild(compiler));
          // The folder is a component.
          compiler.hooks.watchRun.tap('Compose', () => {
            composedChannel.publish({
              compiler,
              report: { components: [{ path: 'part' }], changed: [], removed: [] },
            });
          });
        },
      ],
    };
    const onSave = (): void => {
      savesAt.push(builds.length);
    };
    watch = await watchBuild(toHotConfig(config, dir, 'settings/shop.env'), false, onSave, (build) => {
      builds.push(build);
      onBuild();
      return Promise.resolve();
    });
    await until(() => builds.length === 1);
  });
  afterEach(async () => {
    await watch?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('says that a save was seen before anything is built', async () => {
    expect(savesAt).toEqual([]);
    write('one.js', "export const one = 'changed';\n");
    await until(() => told().includes('changed'));
    expect(savesAt[0]).toBe(1);
  });

  it('follows the file with the environment, which is none of the modules and may not be there yet', async () => {
    mkdirSync(join(dir, 'settings'));
    for (const value of ['1', '2']) {
      const count = builds.length;
      writeAtOnce(join(dir, 'settings/shop.env'), `NUMBER=${value}\n`, `${dir}.write`);
      await until(() => builds.slice(count).some(({ files }) => files.includes('settings/shop.env')));
    }
  });

  it('tells what a build changed that became invalid before it was told', async () => {
    // As when the types of a client come while a build is under way, together with another save.
    interruptOne(() => {
      write('two.js', "export const two = 'later';\n");
    }, 'two.js');
    write('one.js', "export const one = 'changed';\n");
    await until(() => told().includes('later'));
    expect(told()).toContain('changed');
    expect(builds.slice(1).flatMap(({ files }) => files)).toEqual(
      expect.arrayContaining(['part/one.js', 'part/two.js']),
    );
  });

  it('tells of a file once more that is saved again after it was patched', async () => {
    interruptOne(() => {
      write('one.js', "export const one = 'again';\n");
    }, 'one.js');
    write('one.js', "export const one = 'changed';\n");
    await until(() => told().includes('again'));
    const news = builds.filter(({ files }) => files.includes('part/one.js'));
    expect(news.map(({ follows }) => follows)).toEqual([false, false]);
  });
});
