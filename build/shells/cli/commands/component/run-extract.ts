import path from 'node:path';
import { environmentFault, knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { extractComponent } from '../../../../use-cases/adopt/extract/extract-component.ts';
import { type ExtractReport } from '../../../../use-cases/adopt/extract/extraction.ts';
import { undoExtraction } from '../../../../use-cases/adopt/extract/undo-extraction.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** The flags of `tessera component extract`. */
export interface ExtractOptions extends CommonOptions {
  readonly models: readonly string[];
  readonly dryRun: boolean;
  readonly undo: boolean;
}

/** Carries out `tessera component extract`. */
export async function runComponentExtract(
  name: string,
  { project, json, models, dryRun, undo }: ExtractOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, project).replaceAll('\\', '/');
  if (undo) {
    const fields = (restored: readonly string[] = []): object => ({ restored });
    const lines = (outcome: Outcome<readonly string[]>): string[] =>
      (knownOf(outcome) ?? []).map((file) => `restored ${file}`);
    return await present(await undoExtraction(projectDir, name), { projectDir, json, fields, lines }, io);
  }
  const outcome =
    models.length === 0 ? noModels() : await extractComponent({ projectDir, name, models, dryRun });
  const fields = (report?: ExtractReport): object => report ?? { component: name, done: false };
  return await present(outcome, { projectDir, json, fields, lines: describe }, io);
}

function noModels(): Outcome<ExtractReport> {
  const message = 'Say which models move: --models Invoice,InvoiceLine.';
  return environmentFault([{ code: 'CALL.INVALID', severity: 'error', message }]);
}

function describe(outcome: Outcome<ExtractReport>): string[] {
  const report = knownOf(outcome);
  if (!report) return ['nothing was written'];
  const { component, from = '', moved, files, isMigrationEmpty, code, done } = report;
  const uses = code.map(({ what, location: { file, line } }) => `  ${file}:${String(line)}  ${what}`);
  return [
    `${done ? 'moved' : 'would move'} ${moved.join(', ')} from "${from}" into "${component}"`,
    ...(isMigrationEmpty ? ['proved: no statement leads from the schema before to the one after'] : []),
    ...files.map((file) => `${done ? 'wrote' : 'would write'} ${file}`),
    ...(uses.length > 0 ? ['code that uses them, and stays where it is until you move it:', ...uses] : []),
    ...(done ? [`taken back by: tessera component extract ${component} --undo`] : []),
  ];
}
