import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { complainAboutDown, type DownRequest, wantedOfDown } from './choose-downs.ts';
import { type DownFile, readDown } from './down-file.ts';
import { type MadeDown, replayAll } from './replay-all.ts';

/**
 * Derives reverse scripts from the schema before and after a migration, and tests each on a throw-away database: up,
 * down, up. Writes nothing.
 *
 * @param migrations All of them, oldest first.
 * @throws EngineError when the server cannot be reached or the role may not create databases.
 */
export async function makeDowns(
  { projectDir }: Pick<ProjectConfig, 'projectDir'>,
  migrations: readonly Migration[],
  files: Pick<ProjectFiles, 'read'>,
  target: EngineTarget,
  request: DownRequest = {},
): Promise<{ readonly downs: readonly MadeDown[]; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const derive = new Set<string>();
  const test = new Map<string, DownFile>();
  for (const migration of migrations) {
    const down = readDown(projectDir, migration, files);
    const wants = wantedOfDown(migration, down, request);
    if (wants === 'nothing') continue;
    if (wants === 'derive') derive.add(migration.id);
    else if (down) test.set(migration.id, down);
    const complaint = complainAboutDown(migration, down, request);
    if (complaint) diagnostics.push(complaint);
  }
  const last = migrations.findLastIndex(({ id }) => derive.has(id) || test.has(id));
  if (last < 0) return { downs: [], diagnostics };

  const replayed = await replayAll(migrations.slice(0, last + 1), { target, derive, existing: test });
  return { downs: replayed.downs, diagnostics: [...diagnostics, ...replayed.diagnostics] };
}
