import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Compiler } from 'webpack';
import { toHotConfig } from '../../../build/dev/hot-config.ts';
import { type BuildResult, type BuildWatch, watchBuild } from '../../../build/dev/watch-build.ts';

describe('watchBuild', () => {
  let dir: string;
  let watch: BuildWatch | undefined;
  const write = (file: string, text: string): void => {
    writeFileSync(join(dir, file), text);
  };
  beforeEach(() => {
    dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-watch-')));
    write(
      'main.js',
      "import { one } from './one.js';\nimport { two } from './two.js';\nexport default [one, two];\n",
    );
    write('one.js', "export const one = 'one';\n");
    write('two.js', "export const two = 'two';\n");
  });
  afterEach(async () => {
    await watch?.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('tells what a build changed that became invalid before it was told', async () => {
    const builds: BuildResult[] = [];
    let onBuild: () => void = () => undefined;
    const until = async (count: number): Promise<void> => {
      while (builds.length < count) await new Promise<void>((resolve) => (onBuild = resolve));
    };
    let isAborting = false;
    const config = {
      mode: 'development' as const,
      context: dir,
      target: 'node20',
      entry: './main.js',
      experiments: { outputModule: true },
      output: { module: true, chunkFormat: 'module' as const, library: { type: 'module' } },
      plugins: [
        (compiler: Compiler) => {
          compiler.hooks.make.tap('Abort', () => {
            if (!isAborting) return;
            isAborting = false;
            // As when the types of a client come while a build is under way, together with another save.
            write('two.js', "export const two = 'later';\n");
            compiler.watching?.invalidate();
          });
        },
      ],
    };
    watch = await watchBuild(toHotConfig(config, dir), false, (build) => {
      builds.push(build);
      onBuild();
      return Promise.resolve();
    });
    await until(1);
    isAborting = true;
    write('one.js', "export const one = 'changed';\n");
    const told = (): string => JSON.stringify(builds.slice(1).flatMap(({ updates }) => updates ?? []));
    while (!told().includes('later')) await until(builds.length + 1);
    expect(told()).toContain('changed');
    expect(builds.slice(1).flatMap(({ files }) => files)).toEqual(
      expect.arrayContaining(['one.js', 'two.js']),
    );
  });
});
