import { applyEdits, modify } from 'jsonc-parser';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { extractCodes } from './extract-codes.ts';

/** The file in which a component says what it requires, with one more requirement. */
export function requireNew(
  from: DiscoveredComponent,
  name: string,
  config: ProjectConfig,
  files: ProjectFiles,
): { readonly file: string; readonly text: string } | { readonly diagnostic: Diagnostic } {
  const file = from.namedIn ?? `${from.path}/component.json`;
  const index = config.components.findIndex((one) => one.name === from.name);
  if (!file.endsWith('.json')) {
    return {
      diagnostic: {
        code: extractCodes.settingsAreCode,
        severity: 'error',
        component: from.name,
        message: `"${from.name}" would have to require "${name}", and ${file} is code, which is not edited.`,
        hint: `Write "requires": { "${name}": "*" } beside its name there, or keep the settings in tessera.config.json.`,
        location: { file, line: 1, column: 1 },
      },
    };
  }
  const bytes = files.read(`${config.projectDir}/${file}`);
  const text = bytes ? new TextDecoder('utf-8').decode(bytes) : '{}\n';
  const path = from.namedIn === undefined ? ['requires', name] : ['components', index, 'requires', name];
  const formattingOptions = { insertSpaces: true, tabSize: 2, eol: text.includes('\r\n') ? '\r\n' : '\n' };
  return { file, text: applyEdits(text, modify(text, path, '*', { formattingOptions })) };
}

/** The settings with that requirement, for composing in memory. */
export function configWith(config: ProjectConfig, from: DiscoveredComponent, name: string): ProjectConfig {
  return {
    ...config,
    components: config.components.map((one) =>
      one.name === from.name ? { ...one, requires: { ...one.requires, [name]: '*' } } : one,
    ),
  };
}
