import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { expandReferences } from '../../contract/expand-references.ts';
import { type EnvironmentNames, environmentNames } from './environment-names.ts';

/**
 * The settings a project runs with: its `.env` file (`envFile`) below the process environment, which always wins;
 * `${NAME}` in the file stands for a value of either. `DATABASE_URL` has the value of the variable that
 * `databaseUrlFrom` names.
 * A variable that is set but empty counts as unset, so `DATABASE_URL= npm run dev` means "the embedded one".
 *
 * @param names for a project that has no settings yet
 * @throws when `.env` exists and cannot be read.
 */
export async function loadEnvironment(
  projectDir: string,
  env: NodeJS.ProcessEnv,
  names?: EnvironmentNames,
): Promise<Readonly<Record<string, string>>> {
  const { envFile, databaseUrlFrom } = names ?? (await environmentNames(projectDir));
  const settings: Record<string, string> = expandReferences(await readDotEnv(join(projectDir, envFile)), env);
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined) settings[name] = value;
  }
  if (databaseUrlFrom !== 'DATABASE_URL') settings['DATABASE_URL'] = settings[databaseUrlFrom] ?? '';
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== ''));
}

async function readDotEnv(file: string): Promise<Record<string, string>> {
  try {
    return parse(await readFile(file, 'utf8'));
  } catch (error) {
    // Not by class: under Jest, Node's own errors are not instances of the Error a test file sees.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}
