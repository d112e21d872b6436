import path from 'node:path';
import { type Outcome } from '../../../../diagnostics/outcome.ts';
import { adoptProject } from '../../../../use-cases/adopt/adopt-project.ts';
import { type AdoptionReport } from '../../../../use-cases/adopt/adoption.ts';
import { describeAdoption, describeUndo } from '../../../../use-cases/adopt/describe-adoption.ts';
import { undoAdoption, type UndoReport } from '../../../../use-cases/adopt/undo-adoption.ts';
import { type CommandIo, type CommonOptions, type ExitCode } from '../../command.ts';
import { present } from '../../present.ts';

/** The flags of `tessera adopt`. */
export interface AdoptOptions extends CommonOptions {
  readonly dryRun: boolean;
  readonly undo: boolean;
  readonly name: string;
  readonly schema?: string;
  readonly migrations?: string;
  readonly databaseUrlFrom?: string;
}

/** Carries out `tessera adopt`. */
export async function runAdopt(options: AdoptOptions, io: CommandIo): Promise<ExitCode> {
  const { json, dryRun, undo, name, databaseUrlFrom } = options;
  const projectDir = path.resolve(io.cwd, options.project).replaceAll('\\', '/');
  if (undo) {
    const outcome = await undoAdoption(projectDir, io.env);
    const fields = (report?: UndoReport): object => report ?? { removed: [], unmarked: [] };
    return await present(outcome, { projectDir, json, fields, lines: describeUndo }, io);
  }
  const inProject = (place: string | undefined): string | undefined =>
    place === undefined
      ? undefined
      : path.relative(projectDir, path.resolve(projectDir, place)).replaceAll(path.sep, '/');
  const outcome = await adoptProject({
    ...{ projectDir, name, dryRun, databaseUrlFrom, env: io.env, now: new Date() },
    ...{ schema: inProject(options.schema), migrations: inProject(options.migrations) },
  });
  const fields = (report?: AdoptionReport): object => report ?? { done: false };
  const lines = (ended: Outcome<AdoptionReport>): string[] => describeAdoption(ended, dryRun);
  return await present(outcome, { projectDir, json, fields, lines }, io);
}
