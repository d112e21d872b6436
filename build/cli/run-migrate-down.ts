import path from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { loadProjectConfig } from '../config/load-project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { wantsColor } from '../diagnostics/wants-color.ts';
import { diskFiles } from '../files/disk-files.ts';
import { readMigrations } from '../migrate/read-migrations.ts';
import { withReplayDatabase } from '../migrate/replay/replay-database.ts';
import { makeDowns } from '../migrate/rollback/make-downs.ts';
import { type MadeDown } from '../migrate/rollback/replay-all.ts';
import { missingProject } from './check-project.ts';
import { type CommandIo, type ExitCode } from './command.ts';
import { describeEnvironment } from './migrate-look.ts';
import { type CommonOptions } from './command.ts';

/** The flags of `tessera migrate down`. */
export interface DownOptions extends CommonOptions {
  readonly check: boolean;
  readonly force: boolean;
}

interface DownAnswer {
  readonly exitCode: ExitCode;
  readonly downs: readonly MadeDown[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Derives, tests and writes reverse scripts. Each file is written as a whole; one that fails its test, too, to be mended. */
export async function runMigrateDown(
  ids: readonly string[],
  options: DownOptions,
  io: CommandIo,
): Promise<ExitCode> {
  const projectDir = path.resolve(io.cwd, options.project);
  const { exitCode, downs, diagnostics } = await answer(projectDir, ids, options, io);
  const written = downs.filter(({ state }) => state === 'derived');
  for (const { file, text } of written) await writeFileAtomic(path.join(projectDir, file), text);
  if (options.json) {
    const told = downs.map(({ id, file, state, ok }) => ({ id, file, state, ok }));
    io.stdout.write(`${JSON.stringify({ ok: exitCode === 0, downs: told, diagnostics }, null, 2)}\n`);
    return exitCode;
  }
  const { formatDiagnostics } = await import('../report/format-diagnostics.ts');
  io.stderr.write(formatDiagnostics(diagnostics, { projectDir, color: wantsColor(io.stderr, io.env) }));
  for (const { id, file, state, ok } of downs) {
    const words = ok ? 'up, down and up again give the same schema' : 'NOT reversible as it is';
    io.stdout.write(`${state === 'derived' ? `wrote ${file}` : `tested ${id}`}: ${words}\n`);
  }
  if (downs.length === 0 && exitCode === 0) io.stdout.write('every migration has its reverse script\n');
  return exitCode;
}

async function answer(
  projectDir: string,
  ids: readonly string[],
  { check, force }: DownOptions,
  io: CommandIo,
): Promise<DownAnswer> {
  const missing = missingProject(projectDir);
  if (missing) return { downs: [], ...missing };
  const loaded = await loadProjectConfig(projectDir);
  if (!loaded.ok) return { downs: [], exitCode: 1, diagnostics: loaded.diagnostics };
  const { migrations, diagnostics } = readMigrations(loaded.config, diskFiles);
  const unknown = ids.filter((id) => !migrations.some((migration) => migration.id === id));
  if (unknown.length > 0) return { downs: [], exitCode: 2, diagnostics: unknown.map(noSuchMigration) };
  if (hasErrors(diagnostics)) return { downs: [], exitCode: 1, diagnostics };
  try {
    const made = await withReplayDatabase(projectDir, io.env, (target) =>
      makeDowns(loaded.config, migrations, diskFiles, target, { ids, check, force }),
    );
    return { ...made, exitCode: hasErrors(made.diagnostics) ? 1 : 0 };
  } catch (error) {
    return { downs: [], exitCode: 2, diagnostics: [describeEnvironment(error)] };
  }
}

export function noSuchMigration(id: string): Diagnostic {
  const message = `There is no migration "${id}" in this project.`;
  return { code: 'CALL.UNKNOWN_MIGRATION', severity: 'error', message };
}
