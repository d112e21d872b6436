import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configFileNames } from './config-file-names.ts';
import { loadTypeScript } from './load-typescript.ts';

/** Where a project's environment comes from. */
export interface EnvironmentNames {
  /** Relative to the project. */
  readonly envFile: string;
  /** The variable with the URL of the application's database. */
  readonly databaseUrlFrom: string;
}

const standard: EnvironmentNames = { envFile: '.env', databaseUrlFrom: 'DATABASE_URL' };

/**
 * The two settings that have to be known before all others. They are read without the checks of `loadProjectConfig`,
 * because the built Prisma configuration of a production image reads its environment, too, and has none of what these need.
 * A file that cannot be read is reported by every command that composes the project; here it says nothing.
 */
export async function environmentNames(projectDir: string): Promise<EnvironmentNames> {
  const file = configFileNames.find((name) => existsSync(join(projectDir, name)));
  const settings = file === undefined ? undefined : await load(join(projectDir, file)).catch(() => undefined);
  if (typeof settings !== 'object' || settings === null) return standard;
  const read = (name: keyof EnvironmentNames): string => {
    const value: unknown = name in settings ? Reflect.get(settings, name) : undefined;
    return typeof value === 'string' && value !== '' ? value : standard[name];
  };
  return { envFile: posix.normalize(read('envFile')), databaseUrlFrom: read('databaseUrlFrom') };
}

async function load(file: string): Promise<unknown> {
  if (file.endsWith('.json')) return JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  const loaded: unknown = file.endsWith('.ts')
    ? await loadTypeScript(file)
    : await import(/* webpackIgnore: true */ pathToFileURL(file).href);
  return typeof loaded === 'object' && loaded && 'default' in loaded ? loaded.default : undefined;
}
