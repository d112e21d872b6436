import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** A Python on this machine with SQLAlchemy and psycopg2. */
export interface Python {
  readonly command: string;
  /** Of SQLAlchemy: `1.4.46`. */
  readonly version: string;
}

/** Debian's python3-sqlalchemy, and the environment `.ci/run` makes for SQLAlchemy 2. */
const candidates = [
  process.env['SQLALCHEMY_1_PYTHON'] ?? '/usr/bin/python3',
  process.env['SQLALCHEMY_2_PYTHON'] ?? join('.tessera', 'python', 'bin', 'python'),
];

const ask = 'import psycopg2, sqlalchemy; print(sqlalchemy.__version__)';

function look(command: string): Python | undefined {
  const { status, stdout } = spawnSync(command, ['-c', ask], { encoding: 'utf8' });
  return status === 0 ? { command, version: stdout.trim() } : undefined;
}

const found = candidates.map(look).filter((python) => python !== undefined);

/** One with SQLAlchemy 1.4. */
export const sqlalchemy1 = found.find(({ version }) => version.startsWith('1.4.'));

/** One with SQLAlchemy 2. */
export const sqlalchemy2 = found.find(({ version }) => version.startsWith('2.'));

/** Runs one of the scripts in tests/fixtures/sqlalchemy and resolves to what it prints. */
export async function runPython({ command }: Python, script: string, ...args: string[]): Promise<string> {
  const file = join(import.meta.dirname, '../fixtures/sqlalchemy', script);
  // Nothing is left beside the scripts.
  const env = { ...process.env, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout } = await promisify(execFile)(command, [file, ...args], { env });
  return stdout;
}

/** As SQLAlchemy writes the address of a database, with the driver all its versions have. */
export function sqlalchemyUrl(url: string): string {
  return url.replace(/^postgres(ql)?:/, 'postgresql+psycopg2:');
}
