import { join } from 'node:path';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { readTextFileIfThere } from '../../../files/read-text-file.ts';

/** How many components the registry has at this moment; `undefined` when there is none yet. */
export async function countComponents(projectDir: string): Promise<number | undefined> {
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return undefined;
  const registry = join(projectDir, loaded.config.generatedDir, 'components.ts');
  const text = readTextFileIfThere(registry);
  if (text === undefined) return undefined;
  return text.match(/^ {2}\{ name: "(?!.*state: "retired" \},$)/gm)?.length ?? 0;
}
