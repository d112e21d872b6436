import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';
import { TestSetupError } from './check-outcome.ts';

export interface JestRun {
  /** The real project: its Jest is used. */
  readonly projectDir: string;
  /** Where jest.config.js is: the project, or the repository of a component that it is inside of. */
  readonly settingsDir: string;
  /** Where the sources and the tests are. */
  readonly dir: string;
  /** Globs relative to `dir`. */
  readonly testMatch: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

const JestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      startTime: z.number(),
      endTime: z.number(),
      assertionResults: z.array(
        z.object({
          status: z.string(),
          fullName: z.string(),
          failureMessages: z.array(z.string()).catch([]),
        }),
      ),
    }),
  ),
});
export type JestReport = z.infer<typeof JestReport>;

/**
 * Runs Jest on another folder with the project's own settings, in a process group of its own that ends with `signal`.
 *
 * @throws TestSetupError when the project has no Jest, or Jest itself cannot run.
 */
export async function runJest(run: JestRun): Promise<JestReport> {
  const jest = findJest(run.projectDir);
  const report = join(run.dir, 'jest-report.json');
  const config = join(run.dir, 'jest.config.mjs');
  writeFileSync(config, configText(run));
  const child = spawn(
    process.execPath,
    [
      '--experimental-vm-modules',
      '--no-warnings=ExperimentalWarning',
      jest,
      `--config=${config}`,
      '--ci',
      '--json',
      `--outputFile=${report}`,
      '--passWithNoTests',
    ],
    { cwd: run.projectDir, env: run.env, stdio: ['ignore', 'pipe', 'pipe'], detached: true },
  );
  let output = '';
  const listen = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const end = (): void => {
    // The group: Jest's workers too.
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  };
  run.signal.addEventListener('abort', end, { once: true });
  await new Promise((resolve, reject) => child.once('close', resolve).once('error', reject));
  run.signal.removeEventListener('abort', end);
  run.signal.throwIfAborted();
  const text = existsSync(report) ? readFileSync(report, 'utf8') : undefined;
  if (text !== undefined) return JestReport.parse(JSON.parse(text));
  throw new TestSetupError(`Jest could not run: ${stripVTControlCharacters(output).trim()}`);
}

function findJest(projectDir: string): string {
  try {
    return join(
      dirname(createRequire(join(projectDir, 'package.json')).resolve('jest/package.json')),
      'bin',
      'jest.js',
    );
  } catch (error) {
    throw new TestSetupError('Jest is not installed in this project.', 'npm ci', { cause: error });
  }
}

/** What Jest's settings are called, in the order they are looked for. */
export const configNames = ['jest.config.js', 'jest.config.mjs', 'jest.config.cjs'];

/** The project's settings, except for those that say where tests are and what surrounds a whole run. */
function configText({ projectDir, settingsDir, dir, testMatch }: JestRun): string {
  const own = configNames.map((name) => join(settingsDir, name)).find((file) => existsSync(file));
  // What the settings find in the project is in the workshop.
  const project = relative(settingsDir, projectDir).replaceAll('\\', '/');
  const inProject = project === '' ? '<rootDir>/' : `<rootDir>/${project}/`;
  const ours = {
    rootDir: dir,
    cacheDirectory: join(dir, '.jest-cache'),
    testMatch: testMatch.map((glob) => `${dir}/${glob}`),
    collectCoverage: false,
    reporters: [],
  };
  return [
    own === undefined ? 'const own = {};' : `import own from ${JSON.stringify(pathToFileURL(own).href)};`,
    `const settings = typeof own === 'function' ? await own() : own;`,
    'const { globalSetup, globalTeardown, projects, roots, testRegex, ...kept } = settings;',
    `const moduleNameMapper = JSON.parse(JSON.stringify(kept.moduleNameMapper ?? {}).replaceAll(${JSON.stringify(inProject)}, '<rootDir>/'));`,
    `export default { ...kept, moduleNameMapper, ...${JSON.stringify(ours)} };`,
    '',
  ].join('\n');
}
