import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { done, environmentFault, type Outcome, partly, refused } from '../../../diagnostics/outcome.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { missingProject } from '../../../pipeline/project/load-project.ts';
import { noServer } from '../load-history.ts';
import { readMigrations } from '../../../postgres/history/read-migrations.ts';
import { withReplayDatabase } from '../replay/replay-database.ts';
import { makeDowns } from './make-downs.ts';
import { type MadeDown } from './replay-all.ts';

export interface WriteDownsRequest {
  /** Absolute. */
  readonly projectDir: string;
  /** Migrations; empty: all that have no reverse script. */
  readonly ids: readonly string[];
  /** Tests only, writes nothing. */
  readonly check: boolean;
  /** Derives scripts anew that are there. */
  readonly force: boolean;
  readonly env: NodeJS.ProcessEnv;
}

/** Derives, tests and writes reverse scripts. Each file is written as a whole; one that fails its test, too, to be mended. */
export async function writeDowns(request: WriteDownsRequest): Promise<Outcome<readonly MadeDown[]>> {
  const { projectDir, ids, check, force, env } = request;
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return refused(loaded.diagnostics);
  const { migrations, diagnostics } = readMigrations(loaded.config, diskFiles);
  const unknown = ids.filter((id) => !migrations.some((migration) => migration.id === id));
  if (unknown.length > 0) return environmentFault(unknown.map(noSuchMigration));
  if (hasErrors(diagnostics)) return refused(diagnostics);
  let made: Awaited<ReturnType<typeof makeDowns>>;
  try {
    made = await withReplayDatabase(projectDir, env, (target) =>
      makeDowns(loaded.config, migrations, diskFiles, target, { ids, check, force }),
    );
  } catch (error) {
    return environmentFault([noServer(error)]);
  }
  return await writeAll(projectDir, made);
}

async function writeAll(
  projectDir: string,
  {
    downs,
    diagnostics,
  }: { readonly downs: readonly MadeDown[]; readonly diagnostics: readonly Diagnostic[] },
): Promise<Outcome<readonly MadeDown[]>> {
  const derived = downs.filter(({ state }) => state === 'derived');
  const left = ['Mend what is named, then test it: tessera migrate down.'];
  const written: MadeDown[] = [];
  try {
    for (const down of derived) {
      await writeFileAtomic(path.join(projectDir, down.file), down.text);
      written.push(down);
    }
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    const problems = [...diagnostics, failure];
    return written.length === 0 ? environmentFault(problems) : partly(written, left, problems);
  }
  if (!hasErrors(diagnostics)) return done(downs, diagnostics);
  return written.length === 0 ? refused(diagnostics, downs) : partly(downs, left, diagnostics);
}

function noSuchMigration(id: string): Diagnostic {
  const message = `There is no migration "${id}" in this project.`;
  return { code: 'CALL.UNKNOWN_MIGRATION', severity: 'error', message };
}
