import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { sortDiagnostics } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type ProjectFiles } from '../files/project-files.ts';
import { checkSettings, type SettingsProblem } from './check-settings.ts';
import { configCodes } from './config-codes.ts';
import { loadTypeScript } from './load-typescript.ts';
import { configFileNames } from './config-file-names.ts';
import { projectOptionsSchema, type ProjectConfig, type ProjectOptions } from './project-config.ts';
import { readJson, settingsDiagnostics } from './read-json.ts';

export type LoadedConfig =
  | { readonly ok: true; readonly config: ProjectConfig }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads `tessera.config.{json,js,mjs,ts}` (none is fine) and puts the caller's options over it.
 * Wrong settings come back as diagnostics; a file that throws when it is loaded does too.
 */
export async function loadProjectConfig(
  projectDir: string,
  overrides: ProjectOptions = {},
  files: ProjectFiles = diskFiles,
): Promise<LoadedConfig> {
  const root = path.resolve(projectDir).replaceAll('\\', '/').replace(/\/$/, '');
  const found = configFileNames.filter((name) => files.entry(`${root}/${name}`));
  const [file = 'tessera.config.json', second] = found;
  const special = found.find((name) => files.entry(`${root}/${name}`)?.kind === 'other');
  if (special !== undefined)
    return refused(
      special,
      `${special} is a named pipe, a socket or a device, and not a file.`,
      'Remove it.',
    );
  if (second)
    return refused(file, `There are two configurations: ${found.join(' and ')}.`, 'Keep one of them.');

  const read = found.length === 0 ? { value: {} } : await readConfigFile(root, file, files);
  if ('diagnostics' in read) return { ok: false, diagnostics: read.diagnostics };

  const own = checkSettings(projectOptionsSchema, read.value);
  if ('problems' in own) {
    return { ok: false, diagnostics: sortDiagnostics(toDiagnostics(file, own.problems, read.text)) };
  }
  const merged = checkSettings(projectOptionsSchema, { ...own.data, ...overrides });
  if ('problems' in merged) return { ok: false, diagnostics: toDiagnostics('options', merged.problems) };
  const configFile = found[0] === undefined ? {} : { configFile: found[0] };
  return { ok: true, config: { ...merged.data, projectDir: root, ...configFile } };
}

async function readConfigFile(
  root: string,
  file: string,
  files: ProjectFiles,
): Promise<{ value: unknown; text?: string } | { diagnostics: readonly Diagnostic[] }> {
  if (file.endsWith('.json')) {
    const text = Buffer.from(files.read(`${root}/${file}`) ?? '').toString('utf8');
    const document = readJson(file, text);
    if (document.syntaxErrors.length === 0) return { value: document.value, text };
    return {
      diagnostics: document.syntaxErrors.map(({ message, location }) => ({
        code: configCodes.invalid,
        severity: 'error',
        message,
        location,
      })),
    };
  }
  try {
    if (file.endsWith('.ts')) return { value: defaultExport(await loadTypeScript(`${root}/${file}`)) };
    // The query makes a watcher's next run see the changed file and not the module cache.
    const version = encodeURIComponent(files.entry(`${root}/${file}`)?.version ?? '');
    const loaded: unknown = await import(`${pathToFileURL(`${root}/${file}`).href}?${version}`);
    return { value: defaultExport(loaded) };
  } catch (error) {
    const reason = types.isNativeError(error) ? (error.message.split('\n')[0] ?? '') : String(error);
    return {
      diagnostics: refused(file, `${file} cannot be loaded: ${reason}`, 'Mend the file.').diagnostics,
    };
  }
}

function defaultExport(loaded: unknown): unknown {
  return typeof loaded === 'object' && loaded && 'default' in loaded ? loaded.default : {};
}

function toDiagnostics(file: string, problems: readonly SettingsProblem[], text?: string): Diagnostic[] {
  const about = { code: configCodes.invalid };
  if (text !== undefined) return settingsDiagnostics(readJson(file, text), problems, about);
  return problems.map(({ message, hint }) => ({
    ...about,
    severity: 'error',
    message,
    ...(hint ? { hint } : {}),
    ...(file === 'options' ? {} : { location: { file, line: 1, column: 1 } }),
  }));
}

function refused(file: string, message: string, hint: string): LoadedConfig & { ok: false } {
  return {
    ok: false,
    diagnostics: [
      { code: configCodes.invalid, severity: 'error', message, hint, location: { file, line: 1, column: 1 } },
    ],
  };
}
