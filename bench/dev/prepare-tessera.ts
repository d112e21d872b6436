import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { componentName, writeSyntheticProject } from '../synthetic-project.ts';
import { componentFiles, type Dialect } from './component-files.ts';
import { type SchemaEdit, withField } from './schema-edits.ts';
import { type SetUp } from './set-up.ts';

const repository = resolve(import.meta.dirname, '../..');
const prisma = join(repository, 'node_modules/prisma/build/index.js');
const dialect: Dialect = { extension: '.ts', database: '@/database' };

const schemaFile = (component: string): string => `src/components/${component}/prisma/schema.prisma`;

/** Our application of one size, and the database every set-up of this size asks. */
export interface PreparedTessera {
  readonly setUp: SetUp;
  /** Starts the database for somebody else. @returns its URL */
  readonly startDatabase: () => string;
  readonly stopDatabase: () => void;
  readonly remove: () => Promise<void>;
}

/**
 * Writes the application, composes it, and gives the database its tables, with the columns of the edits to come:
 * what is measured is when a query gets its answer, not a migration.
 */
export async function prepareTessera(size: number, edits: readonly SchemaEdit[]): Promise<PreparedTessera> {
  const project = await writeSyntheticProject(size, true);
  const { directory } = project;
  // The project's own, as in every project: webpack.config.js brings the same files.
  const tessera = join(directory, 'bin/tessera.js');
  for (let index = 0; index < size; index += 1) {
    const name = componentName(index);
    const folder = join(directory, 'src/components', name);
    for (const [file, text] of Object.entries(componentFiles(name, dialect))) {
      writeFileSync(join(folder, file), text);
    }
  }
  await mkdir(join(directory, 'prisma/migrations'), { recursive: true });
  const db = (command: string, ...options: string[]): string =>
    run(directory, [tessera, 'db', command, ...options]);
  const stopAtExit = (): void => {
    db('stop', '--force');
    rmSync(directory, { recursive: true, force: true });
  };
  process.once('exit', stopAtExit);
  db('start');
  const before = new Map<string, string>();
  for (const { component, field } of edits) {
    const file = join(directory, schemaFile(component));
    const text = readFileSync(file, 'utf8');
    if (!before.has(file)) before.set(file, text);
    writeFileSync(file, withField(text, field));
  }
  run(directory, [prisma, 'db', 'push']);
  for (const [file, text] of before) writeFileSync(file, text);
  run(directory, [tessera, 'compose']);
  db('stop');
  return {
    setUp: {
      name: 'tessera',
      directory,
      dialect,
      start: [process.execPath, tessera, 'dev'],
      output: ['.tessera/dev', 'dist'],
      env: ownEnvironment(),
      schemaFile,
    },
    startDatabase: () => {
      db('start');
      return db('url').trim();
    },
    stopDatabase: () => {
      db('stop');
    },
    remove: async () => {
      process.off('exit', stopAtExit);
      await project.remove();
    },
  };
}

/** The settings of whoever runs the benchmark are not those of the applications. */
export function ownEnvironment(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: undefined,
    DATABASE_URL: undefined,
    NODE_ENV: 'development',
    FORCE_COLOR: '0',
  };
}

function run(directory: string, [script = '', ...args]: readonly string[]): string {
  const options = { cwd: directory, env: ownEnvironment(), encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], options);
  if (status !== 0) throw new Error(`${script} ${args.join(' ')} failed:\n${stdout}${stderr}`);
  return stdout;
}
