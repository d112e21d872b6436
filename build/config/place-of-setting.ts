import { lineStarts, positionAt } from '../diagnostics/text-position.ts';
import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type ProjectConfig } from './project-config.ts';
import { readJson } from './read-json.ts';

/**
 * Where the configuration sets a value; undefined when an option of the plugin does, and no file.
 *
 * @param setting the way to the value: `['packages', 0]`
 * @param value the text it is, for configurations that are code
 */
export function placeOfSetting(
  setting: readonly (string | number)[],
  value: string,
  { projectDir, configFile }: Pick<ProjectConfig, 'projectDir' | 'configFile'>,
  files: ProjectFiles,
): SourceLocation | undefined {
  const bytes = configFile === undefined ? undefined : files.read(`${projectDir}/${configFile}`);
  if (configFile === undefined || !bytes) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  if (configFile.endsWith('.json')) return readJson(configFile, text).locate(setting, false);
  // Code may make the value in any way; most write it.
  const at = ["'", '"', '`']
    .map((quote) => text.indexOf(`${quote}${value}${quote}`))
    .find((one) => one !== -1);
  if (at === undefined) return { file: configFile, line: 1, column: 1 };
  return { file: configFile, ...positionAt(lineStarts(text), at), length: value.length + 2 };
}
