import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { expandReferences } from '../../../contract/expand-references.ts';

/**
 * Takes the settings of a folder's `.env` into the environment; what is set there already wins.
 *
 * @throws when the file is there and cannot be read
 */
export function loadDotEnv(folder = '.', env: NodeJS.ProcessEnv = process.env): void {
  const settings = expandReferences(parse(readDotEnv(join(folder, '.env'))), env);
  for (const [name, value] of Object.entries(settings)) env[name] ??= value;
}

function readDotEnv(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
