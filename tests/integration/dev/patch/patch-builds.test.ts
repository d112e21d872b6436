import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, realpathSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import webpack, { type Compilation, type Stats, type Watching } from 'webpack';
import { type HotUpdate } from '../../../../contract/dev-messages.ts';
import { toHotConfig } from '../../../../build/shells/dev/hot-config.ts';
import { createPatchBuilds } from '../../../../build/shells/dev/patch/patch-builds.ts';

/** One save: what was patched before the build, and what the build confirmed. */
interface Save {
  readonly patched: HotUpdate | undefined;
  readonly confirmed: HotUpdate | undefined;
  readonly stats: Stats;
}

/** Not a whole second, from which webpack's watcher would take times to be whole seconds here. */
const longAgo = new Date('2026-01-01T00:00:00.001Z');

const code = (update: HotUpdate | undefined): string | undefined => update?.chunks['main']?.code;

describe('createPatchBuilds', () => {
  let directory: string;
  let watching: Watching | undefined;
  let tellSave: (save: Save) => void;
  /** All at once: a build never reads half of it. */
  const write = (file: string, text: string): void => {
    const beside = join(directory, `${file}.beside`);
    writeFileSync(beside, text);
    renameSync(beside, join(directory, file));
  };
  /** webpack builds once more for files that are as young as its first build. */
  const writeLongAgo = (file: string, text: string): void => {
    write(file, text);
    utimesSync(join(directory, file), longAgo, longAgo);
  };
  const nextSave = (): Promise<Save> =>
    new Promise((resolve) => {
      tellSave = resolve;
    });
  const save = async (file: string, text: string): Promise<Save> => {
    const next = nextSave();
    write(file, text);
    return next;
  };

  beforeEach(async () => {
    directory = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-patch-')));
    writeLongAgo('package.json', '{ "type": "module" }');
    writeLongAgo('main.js', "import { answer } from './answer.js';\nglobalThis.answer = answer();\n");
    writeLongAgo('answer.js', "import { part } from './part.js';\nexport const answer = () => part + 1;\n");
    writeLongAgo('part.js', 'export const part = 41;\n');
    writeLongAgo('other.js', 'export const other = 1;\n');
    const config = toHotConfig(
      {
        mode: 'development',
        context: directory,
        target: 'node20',
        entry: { main: './main.js' },
        experiments: { outputModule: true },
        output: { module: true, chunkFormat: 'module', library: { type: 'module' } },
        externalsType: 'module-import',
        externals: { 'node:path': 'node:path' },
      },
      directory,
      '.env',
    );
    const compiler = webpack(config);
    const { patch, confirm } = createPatchBuilds(compiler);
    let patched: HotUpdate | undefined;
    compiler.hooks.watchRun.tapPromise('Test', async () => {
      patched = await patch(compiler.modifiedFiles ?? [], (file) => !file.endsWith('main.js'));
    });
    const first = nextSave();
    // Longer than the watcher's doubt about a file's time (10 ms), in which it would tell of a save twice.
    watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
      if (error || !stats) throw error ?? new Error('no stats');
      tellSave({ patched, confirmed: confirm(stats), stats });
    });
    await first;
  });

  afterEach(async () => {
    await new Promise((resolve) => watching?.close(resolve));
    rmSync(directory, { recursive: true, force: true });
  });

  it('brings a module whose inside changed, and nothing else', async () => {
    const { patched, stats } = await save('part.js', 'export const part = 42;\n');
    expect(code(patched)).toContain('const part = 42');
    expect(code(patched)).toContain('./part.js');
    expect(code(patched)).not.toContain('./answer.js');
    expect(stats.hasErrors()).toBe(false);
  });

  it('renders the module as the build that follows does', async () => {
    const { patched, confirmed, stats } = await save('part.js', 'export const part = 42;\n');
    expect(code(confirmed)).toBe(code(patched));
    const update = stats.compilation
      .getAssets()
      .find(({ name }) => /^main\..*\.hot-update\.mjs$/.test(name))
      ?.source.source();
    const factory = /"\.\/part\.js"[^]*?\n\/\*\*\*\/ }/.exec(code(patched) ?? '')?.[0];
    expect(factory).toBeDefined();
    expect(String(update)).toContain(factory);
  });

  it('patches one save after the other', async () => {
    await save('part.js', 'export const part = 42;\n');
    const { patched } = await save(
      'answer.js',
      "import { part } from './part.js';\nexport const answer = () => part + 2;\n",
    );
    expect(code(patched)).toContain('part + 2');
  });

  it.each([
    [
      'an import was added',
      "import { part } from './part.js';\nimport './other.js';\nexport const answer = () => part;\n",
    ],
    ['an import was removed', 'export const answer = () => 1;\n'],
    [
      'it waits for something at its top level',
      "import { part } from './part.js';\nawait 0;\nexport const answer = () => part;\n",
    ],
    [
      'it needs more of the runtime',
      "import { part } from './part.js';\nexport const answer = () => [part, __webpack_nonce__];\n",
    ],
    ['it cannot be parsed', "import { part } from './part.js';\nexport const answer = (=> part;\n"],
    ['it was saved as it was', "import { part } from './part.js';\nexport const answer = () => part + 1;\n"],
  ])('leaves a module to the build when %s', async (_, text) => {
    const { patched, confirmed } = await save('answer.js', text);
    expect(patched).toBeUndefined();
    expect(confirmed).toBeUndefined();
  });

  it('leaves files to the build that are more than a module', async () => {
    const { patched } = await save(
      'main.js',
      "import { answer } from './answer.js';\nglobalThis.answer = answer() + 1;\n",
    );
    expect(patched).toBeUndefined();
  });

  it('does not patch what a bad build left behind', async () => {
    const { stats } = await save('part.js', 'export const part = ;\n');
    expect(stats.hasErrors()).toBe(true);
    const { patched } = await save('part.js', 'export const part = 43;\n');
    expect(patched).toBeUndefined();
  });

  it('repeats a patched module in the next good build when the one after it was bad', async () => {
    const bad = nextSave();
    watching?.compiler.hooks.afterCompile.tap('Spoil', (compilation) => {
      if (spoiled) compilation.errors.push(new webpack.WebpackError('not now'));
    });
    let spoiled = true;
    write('part.js', 'export const part = 42;\n');
    const { patched, confirmed } = await bad;
    expect(code(patched)).toContain('part = 42');
    expect(confirmed).toBeUndefined();
    spoiled = false;
    // As it was in the build before the patch: webpack itself sees nothing to tell.
    const good = await save('part.js', 'export const part = 41;\n');
    expect(good.patched).toBeUndefined();
    expect(code(good.confirmed)).toContain('part = 41');
  });

  it('lets go of the builds of earlier saves', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const text = (value: number): string =>
      `import { part } from './part.js';\nexport const x = part + ${value};\n`;
    for (const name of names) writeLongAgo(`${name}.js`, text(0));
    await save('main.js', names.map((name) => `import './${name}.js';\n`).join(''));
    const builds: WeakRef<Compilation>[] = [];
    // What webpack knows of each module is of another build then.
    for (const name of names) {
      const { stats } = await save(`${name}.js`, text(1));
      builds.push(new WeakRef(stats.compilation));
    }
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    if (typeof collect !== 'function') throw new TypeError('V8 collects no garbage when asked.');
    // What a turn of the event loop has seen through a weak reference lives until the turn ends.
    await new Promise((resolve) => setImmediate(resolve));
    Reflect.apply(collect, undefined, []);
    // The compiler holds the last one, and the one it was made from.
    expect(builds.filter((build) => build.deref() !== undefined).length).toBeLessThanOrEqual(2);
  });
});
