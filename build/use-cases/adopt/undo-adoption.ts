import { loadEnvironment } from '../../config/load-environment.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../diagnostics/outcome.ts';
import { describeFailure } from '../../files/describe-failure.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { hashText } from '../../files/hash-text.ts';
import { adoptCodes } from './adopt-codes.ts';
import { forgetMarks } from './forget-marks.ts';
import { type Journal, journalFile, readJournal } from './journal.ts';

/** What was taken back; paths are relative to the project. */
export interface UndoReport {
  readonly removed: readonly string[];
  /** Migrations that the database no longer calls applied. */
  readonly unmarked: readonly string[];
}

const generated = ['.tessera/schema', '.tessera/generated', '.tessera/sound-schema'];

/** Takes an adoption back; files that were changed since are kept and named. */
export async function undoAdoption(projectDir: string, env: NodeJS.ProcessEnv): Promise<Outcome<UndoReport>> {
  const journal = readJournal(projectDir, diskFiles);
  if (journal === undefined || journal === 'damaged') {
    const message =
      journal === undefined
        ? 'There is no adoption to take back: this checkout has no .tessera/adoption.json.'
        : `${journalFile} cannot be read.`;
    const hint =
      'Revert the commit that adopted the project, or remove tessera.config.json, components.lock.json and the migration.owners.json files.';
    return refused([{ code: adoptCodes.notAdopted, severity: 'error', message, hint }]);
  }
  try {
    const unmarked = await unmark(projectDir, journal, env);
    if ('problem' in unmarked) return environmentFault([unmarked.problem]);
    return removeFiles(projectDir, journal, unmarked.ids);
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return environmentFault([failure]);
  }
}

/** The database first: while the journal is there, the rest can be done again. */
async function unmark(
  projectDir: string,
  { marked }: Journal,
  env: NodeJS.ProcessEnv,
): Promise<{ readonly ids: readonly string[] } | { readonly problem: Diagnostic }> {
  if (!marked || marked.ids.length === 0) return { ids: [] };
  const url = (await loadEnvironment(projectDir, env))[marked.from];
  return await forgetMarks(marked.ids, { projectDir, where: marked.from, url });
}

function removeFiles(projectDir: string, journal: Journal, unmarked: readonly string[]): Outcome<UndoReport> {
  const removed: string[] = [];
  const problems: Diagnostic[] = [];
  for (const { path, hash } of journal.files) {
    const bytes = diskFiles.read(`${projectDir}/${path}`);
    if (!bytes) continue;
    // Without a hash it is generated, and nothing of it is a person's.
    if (hash !== '' && hashText(bytes) !== hash) {
      problems.push({
        code: adoptCodes.changedSince,
        severity: 'warning',
        message: `"${path}" was changed since the adoption and is kept.`,
        hint: 'Remove it yourself if nothing in it is needed.',
        location: { file: path, line: 1, column: 1 },
      });
      continue;
    }
    diskFiles.remove(`${projectDir}/${path}`);
    removed.push(path);
  }
  for (const folder of generated) {
    if (!diskFiles.entry(`${projectDir}/${folder}`)) continue;
    diskFiles.remove(`${projectDir}/${folder}`);
    removed.push(folder);
  }
  diskFiles.remove(`${projectDir}/${journalFile}`);
  const report = { removed, unmarked };
  if (problems.length === 0) return done(report);
  const left = problems.flatMap(({ location }) =>
    location ? [`Remove ${location.file} if nothing in it is needed.`] : [],
  );
  return partly(report, left, problems);
}
