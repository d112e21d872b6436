import { lineStarts, positionAt } from '../diagnostics/text-position.ts';
import { type SourceLocation } from '../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { type ProjectConfig } from './project-config.ts';
import { readJson } from './read-json.ts';

/** Where the configuration lists a package; undefined when an option of the plugin does, and no file. */
export function placeOfPackage(
  name: string,
  { projectDir, configFile, packages }: ProjectConfig,
  files: ProjectFiles,
): SourceLocation | undefined {
  const bytes = configFile === undefined ? undefined : files.read(`${projectDir}/${configFile}`);
  if (configFile === undefined || !bytes) return undefined;
  const text = new TextDecoder('utf-8').decode(bytes);
  if (configFile.endsWith('.json')) {
    return readJson(configFile, text).locate(['packages', packages.indexOf(name)], false);
  }
  // Code may make the list in any way; most write the name.
  const at = ["'", '"', '`']
    .map((quote) => text.indexOf(`${quote}${name}${quote}`))
    .find((one) => one !== -1);
  if (at === undefined) return { file: configFile, line: 1, column: 1 };
  return { file: configFile, ...positionAt(lineStarts(text), at), length: name.length + 2 };
}
