import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { webpack, type Compiler, type Configuration, type Stats, type WebpackPluginInstance } from 'webpack';
import { ComponentDiscoveryPlugin } from '../../../build/component-discovery-plugin.ts';
import { writeAtOnce } from '../../support/write-at-once.ts';

type Options = ConstructorParameters<typeof ComponentDiscoveryPlugin>[0];

/** A schema with one model; `line` adds a field or breaks it. */
export function schemaOf(model: string, line = ''): string {
  return `model ${model} {\n  id Int @id\n  ${line}\n}\n`;
}

/** A small project in the temporary folder that is built by the real webpack with the real plugin. */
export function createPluginProject() {
  // In a folder of its own, which can have packages as the root of a monorepo does.
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-plugin-')));
  const dir = join(root, 'app');
  mkdirSync(dir);
  const path = (file: string) => join(dir, file);
  const write = (file: string, text: string): void => {
    writeAtOnce(path(file), text, join(root, '.write'));
  };
  symlinkSync(resolve('node_modules'), path('node_modules'));
  cpSync('.swcrc', path('.swcrc'));
  write('package.json', '{ "type": "module" }\n');
  write(
    'src/main.ts',
    "import { components } from './generated/components.ts';\nexport const names = components.map(({ name }) => name).join();\n",
  );
  const config = (options?: Options): Configuration => {
    const plugin = new ComponentDiscoveryPlugin(options);
    return {
      mode: 'development',
      context: dir,
      target: 'node20',
      entry: './src/main.ts',
      // As the project's own: webpack knows the authors' lines by it.
      devtool: 'source-map',
      experiments: { outputModule: true },
      output: { path: path('dist'), filename: 'main.js', module: true, library: { type: 'module' } },
      resolve: {
        extensions: ['.ts', '.js'],
        alias: { 'nestjs-tessera/database$': path('src/database/index.ts') },
      },
      // As for the node_modules that webpack itself is in: contents change with versions only.
      snapshot: { managedPaths: [join(root, 'node_modules')] },
      externals: plugin.externals,
      externalsType: 'module-import',
      module: { rules: [{ test: /\.ts$/, loader: 'swc-loader' }] },
      optimization: { emitOnErrors: false },
      plugins: [plugin],
    };
  };
  return {
    dir,
    path,
    write,
    config,
    read: (file: string) => readFileSync(path(file), 'utf8'),
    exists: (file: string) => existsSync(path(file)),
    remove: (file: string) => {
      rmSync(file === '' ? root : path(file), { recursive: true, force: true });
    },
    /** Builds once; the compiler is closed. */
    build: (options?: Options) => runOnce(config(options)),
    /** Builds now and after every change. */
    watch: (options?: Options, first: readonly WebpackPluginInstance[] = []) => {
      const own = config(options);
      return startWatch({ ...own, plugins: [...first, ...(own.plugins ?? [])] });
    },
  };
}

/** Builds once; the compiler is closed. */
export function runOnce(config: Configuration): Promise<Stats> {
  const compiler = webpack(config);
  return new Promise((done, fail) => {
    compiler.run((error, stats) => {
      compiler.close(() => {
        if (stats) done(stats);
        else fail(error ?? new Error('webpack ended without an answer'));
      });
    });
  });
}

/** A running watch whose builds can be awaited by what they must show. */
export interface Watch {
  /** Every build so far, oldest first. */
  readonly builds: readonly Stats[];
  /** The first build from now on (or the latest one) for which the condition holds. */
  readonly until: (condition: (stats: Stats) => boolean) => Promise<Stats>;
  readonly close: () => Promise<void>;
}

function startWatch(config: Configuration): Watch {
  const builds: Stats[] = [];
  const waiting = new Set<(stats: Stats) => void>();
  const compiler = webpack(config);
  const watching = compiler.watch({ aggregateTimeout: 50 }, (error, stats) => {
    if (!stats) throw error ?? new Error('webpack ended without an answer');
    builds.push(stats);
    for (const check of waiting) check(stats);
  });
  return {
    builds,
    until: (condition) =>
      new Promise((done) => {
        const check = (stats: Stats): void => {
          if (!condition(stats)) return;
          waiting.delete(check);
          done(stats);
        };
        waiting.add(check);
        const latest = builds.at(-1);
        if (latest) check(latest);
      }),
    close: () =>
      new Promise((done) => {
        watching?.close(() => {
          compiler.close(() => {
            done();
          });
        });
      }),
  };
}

/** Changes files in the middle of a build, which goes on when the watcher has seen that. To be applied first. */
export class ChangeWhileBuilding {
  #change: (() => string) | undefined;

  /** @param change what to do in the next build; answers with an absolute path that the watcher will tell of */
  next(change: () => string): void {
    this.#change = change;
  }

  apply(compiler: Compiler): void {
    const { watchFileSystem } = compiler;
    if (watchFileSystem === null) throw new Error('This compiler watches nothing.');
    let watcher: ReturnType<typeof watchFileSystem.watch> | undefined;
    compiler.watchFileSystem = {
      watch: (...args) => (watcher = watchFileSystem.watch(...args)),
    };
    compiler.hooks.make.tapPromise('ChangeWhileBuilding', async () => {
      const path = this.#change?.();
      this.#change = undefined;
      // Nobody watches during the first build.
      if (path === undefined || watcher === undefined) return;
      for (;;) {
        const { changes, removals } = watcher.getInfo?.() ?? {};
        if (changes?.has(path) || removals?.has(path)) return;
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
  }
}

/** What webpack prints for the errors of a build. */
export function errorsOf(stats: Stats): string {
  return stats.toString({ all: false, errors: true, colors: false });
}
