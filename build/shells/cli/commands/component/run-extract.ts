import path from 'node:path';
import { knownOf, type Outcome } from '../../../../diagnostics/outcome.ts';
import { describeExtraction } from '../../../../use-cases/adopt/extract/describe-extraction.ts';
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
  const outcome = await extractComponent({ projectDir, name, models, dryRun });
  const fields = (report?: ExtractReport): object => report ?? { component: name, done: false };
  return await present(outcome, { projectDir, json, fields, lines: describeExtraction }, io);
}
