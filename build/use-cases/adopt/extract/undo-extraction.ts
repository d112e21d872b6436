import path from 'node:path';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../../diagnostics/outcome.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { hashText } from '../../../files/hash-text.ts';
import { runPipeline } from '../../../pipeline/pipeline.ts';
import { writeWhole } from '../write-whole.ts';
import { extractCodes } from './extract-codes.ts';
import { extractionJournal, readExtraction } from './extraction-journal.ts';

/** Puts the models back where they were; nothing is touched when a file was changed since. */
export async function undoExtraction(projectDir: string, name: string): Promise<Outcome<readonly string[]>> {
  const journal = readExtraction(projectDir, name);
  if (!journal) {
    const message = `There is no extraction of "${name}" to take back: this checkout has no ${extractionJournal(name)} that can be read.`;
    return refused([
      { code: extractCodes.notExtracted, severity: 'error', message, hint: 'Revert its commit.' },
    ]);
  }
  const changed = journal.files.filter(({ path: file, before, hash }) => {
    const bytes = diskFiles.read(`${projectDir}/${file}`);
    // One that is as it was before was never written.
    return bytes
      ? hashText(bytes) !== hash && Buffer.from(bytes).toString('utf8') !== before
      : before !== null;
  });
  if (changed.length > 0) return refused(changed.map(({ path: file }) => changedSince(file)));
  try {
    for (const { path: file, before } of journal.files) {
      const whole = `${projectDir}/${file}`;
      if (before === null) diskFiles.remove(whole);
      else writeWhole(whole, before);
    }
    removeEmpty(
      projectDir,
      journal.files.map(({ path: file }) => file),
    );
    diskFiles.remove(`${projectDir}/${extractionJournal(name)}`);
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return environmentFault([failure]);
  }
  const restored = journal.files.map(({ path: file }) => file);
  const loaded = await loadProjectConfig(projectDir);
  const report = loaded.ok ? await runPipeline(loaded.config) : undefined;
  if (report?.ok === true) return done(restored);
  return partly(restored, ['Compose the project: tessera compose.'], report?.diagnostics ?? []);
}

/** The folders that were made for the new component. */
function removeEmpty(projectDir: string, files: readonly string[]): void {
  for (const file of files) {
    for (let folder = path.posix.dirname(file); folder !== '.'; folder = path.posix.dirname(folder)) {
      const whole = `${projectDir}/${folder}`;
      if (diskFiles.entry(whole)?.kind !== 'directory' || diskFiles.find(whole, ['*', '.*']).length > 0)
        break;
      diskFiles.remove(whole);
    }
  }
}

function changedSince(file: string): Diagnostic {
  return {
    code: extractCodes.changedSince,
    severity: 'error',
    message: `"${file}" was changed since the extraction.`,
    hint: 'Take the change back first, or revert the commit of the extraction.',
    location: { file, line: 1, column: 1 },
  };
}
