import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The project's `.tessera`, which git never sees. */
export function stateFolder(projectDir: string): string {
  const state = join(projectDir, '.tessera');
  mkdirSync(state, { recursive: true });
  if (!existsSync(join(state, '.gitignore'))) writeFileSync(join(state, '.gitignore'), '*\n');
  return state;
}
