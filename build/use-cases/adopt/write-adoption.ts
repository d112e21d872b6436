import path from 'node:path';
import { hashText } from '../../files/hash-text.ts';
import { stateFolder } from '../../files/state-folder.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { runPipeline } from '../../pipeline/pipeline.ts';
import { lockFile } from '../../pipeline/lock/lock-file.ts';
import { type Journal, journalFile } from './journal.ts';
import { type PlannedAdoption } from './planned-adoption.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes the journal first, so that whatever comes after it can be taken back, then the files, then what composing makes.
 *
 * @returns what keeps the project from being composed; empty in all that was proved before
 * @throws the system's error where the disk refuses
 */
export async function writeAdoption(
  projectDir: string,
  { files }: PlannedAdoption,
): Promise<readonly Diagnostic[]> {
  stateFolder(projectDir);
  const lockPath = { path: lockFile, hash: '' };
  const journal: Journal = {
    files: [...files.map(([file, text]) => ({ path: file, hash: hashText(text) })), lockPath],
  };
  writeJournal(projectDir, journal);
  for (const [file, text] of files) writeWhole(path.join(projectDir, file), text);
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return loaded.diagnostics;
  const report = await runPipeline(loaded.config);
  return hasErrors(report.diagnostics) ? report.diagnostics : [];
}

export function writeJournal(projectDir: string, journal: Journal): void {
  writeWhole(path.join(projectDir, journalFile), `${JSON.stringify(journal, null, 2)}\n`);
}
