import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../../diagnostics/outcome.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { type LoadedHistory, withHistory } from '../load-history.ts';
import { makeOwnerRecords } from '../make-owner-records.ts';

export interface WriteRecordsRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** Migrations that are recorded once more. */
  readonly again: readonly string[];
  /** Components the new migrations are made for; empty: any. */
  readonly madeFor: readonly string[];
  /** Accepts the order in which migrations of two branches stand now. */
  readonly join: boolean;
}

/**
 * Writes the owner record of each migration that has none, and of those named.
 *
 * @returns files, relative to the project
 */
export async function writeRecords(request: WriteRecordsRequest): Promise<Outcome<readonly string[]>> {
  return await withHistory(request.projectDir, (loaded) => write(loaded, request), request.again);
}

async function write(
  { history, projectDir }: LoadedHistory,
  { again, madeFor, join }: WriteRecordsRequest,
): Promise<Outcome<readonly string[]>> {
  const unknown = [
    ...again
      .filter((id) => !history.migrations.some(({ migration }) => migration.id === id))
      .map((id) => refusal('CALL.UNKNOWN_MIGRATION', `There is no migration "${id}" in this project.`)),
    ...madeFor
      .filter((name) => !history.versions.has(name))
      .map((name) => refusal('CALL.UNKNOWN_COMPONENT', `There is no component "${name}" in this project.`)),
  ];
  if (unknown.length > 0) return environmentFault(unknown);
  const { files, diagnostics } = makeOwnerRecords(history, {
    join,
    ...(madeFor.length > 0 && { madeFor }),
  });
  const written: string[] = [];
  const left = ['Record the others when that is mended: tessera migrate record.'];
  try {
    for (const [file, text] of files) {
      await writeFileAtomic(path.join(projectDir, file), text);
      written.push(file);
    }
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    return written.length === 0
      ? environmentFault([failure])
      : partly(written, left, [...diagnostics, failure]);
  }
  if (!hasErrors(diagnostics)) return done(written, diagnostics);
  return written.length === 0 ? refused(diagnostics) : partly(written, left, diagnostics);
}

function refusal(code: string, message: string): Diagnostic {
  return { code, severity: 'error', message };
}
