import path from 'node:path';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { wantsColor } from '../../../diagnostics/wants-color.ts';
import { writeModels } from '../../../use-cases/sqlalchemy/write-models.ts';
import { type ModelsTarget } from '../../../use-cases/sqlalchemy/style.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { type CommandIo, type ExitCode } from '../command.ts';
import { modelsOfProject, type ProjectModels } from '../models-of-project.ts';
import { formatDiagnostics } from '../../report/format-diagnostics.ts';
import { type CommonOptions } from '../command.ts';

/** The flags of `tessera generate sqlalchemy`. */
export interface GenerateModelsOptions extends CommonOptions {
  readonly component?: readonly string[];
  readonly out?: string;
  readonly style?: '2.0' | '1.4';
  readonly check: boolean;
}

/** Writes the files that are not as they have to be; with `--check` says which. */
export async function generateModels(options: GenerateModelsOptions, io: CommandIo): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { files, diagnostics, exitCode } = await modelsOfProject(projectDir, targetOf(options, projectDir));
  const result =
    exitCode === 0 ? bringToDisk(files, projectDir, options.check) : { diagnostics: [], exitCode };
  const all = [...diagnostics, ...result.diagnostics];
  if (options.json) {
    const report = { ok: result.exitCode === 0, files: files.map(fileReport), diagnostics: all };
    io.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
    return result.exitCode;
  }
  io.stderr.write(formatDiagnostics(all, { projectDir, color: wantsColor(io.stderr, io.env) }));
  if (result.exitCode === 0) io.stdout.write(files.map(describe).join(''));
  return result.exitCode;
}

/** Undefined: the files the configuration lists. */
function targetOf(
  { component, out, style }: GenerateModelsOptions,
  projectDir: string,
): ModelsTarget | undefined {
  if (!component && out === undefined && !style) return undefined;
  return {
    output: path
      .relative(projectDir, path.resolve(projectDir, out ?? 'python/models.py'))
      .replaceAll('\\', '/'),
    style: style ?? '2.0',
    ...(component ? { components: [...component] } : {}),
  };
}

function bringToDisk(
  files: readonly ProjectModels[],
  projectDir: string,
  isCheck: boolean,
): { readonly diagnostics: readonly Diagnostic[]; readonly exitCode: ExitCode } {
  const inTheWay = files.filter(({ state }) => (isCheck ? state !== 'fresh' : state === 'foreign'));
  if (inTheWay.length > 0) {
    return { diagnostics: inTheWay.flatMap(({ diagnostic }) => diagnostic ?? []), exitCode: 1 };
  }
  try {
    for (const file of files) if (file.state !== 'fresh') writeModels(file, projectDir);
    return { diagnostics: [], exitCode: 0 };
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return { diagnostics: [failure], exitCode: 2 };
  }
}

function fileReport({ path: file, models, state }: ProjectModels) {
  return { path: file, models, changed: state !== 'fresh' };
}

function describe({ path: file, models, state }: ProjectModels): string {
  const noun = models === 1 ? 'model' : 'models';
  return state === 'fresh'
    ? `up to date: ${file} (${models} ${noun})\n`
    : `wrote ${file} (${models} ${noun})\n`;
}
