import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type Session } from '../../schema-engine/open-session.ts';
import { withThrowAwayDatabase } from '../../schema-engine/throw-away-database.ts';
import { type EngineTarget } from '../../schema-engine/with-engine.ts';
import { type Migration } from '../read-migrations.ts';
import { checkDown } from './check-down.ts';
import { complainAboutDown, type DownRequest, wantedOfDown } from './choose-downs.ts';
import { completeDown } from './complete-down.ts';
import { deriveDown } from './derive-down.ts';
import { type DownFile, downPath, formatDown, readDown } from './down-file.ts';
import { readCatalog } from './read-catalog.ts';
import { runScript, testDown } from './test-down.ts';

/** What became of one migration's reverse script; migrations without news are left out. */
export interface MadeDown {
  readonly id: string;
  readonly file: string;
  /** `derived`: `text` is to be written. `tested`: it was there. */
  readonly state: 'derived' | 'tested';
  readonly text: string;
  readonly ok: boolean;
}

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

  const replayed = await withThrowAwayDatabase(target, (session) =>
    replay(session, target, migrations.slice(0, last + 1), derive, test),
  );
  return { downs: replayed.downs, diagnostics: [...diagnostics, ...replayed.diagnostics] };
}

async function replay(
  session: Session,
  target: EngineTarget,
  migrations: readonly Migration[],
  derive: ReadonlySet<string>,
  existing: ReadonlyMap<string, DownFile>,
): Promise<{ readonly downs: readonly MadeDown[]; readonly diagnostics: readonly Diagnostic[] }> {
  const downs: MadeDown[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = await readCatalog(session);
  for (const [at, migration] of migrations.entries()) {
    const broken = await runScript(session, { file: migration.file, text: migration.sql });
    // What comes after it builds on it.
    if (broken) return { downs, diagnostics: [...diagnostics, broken] };
    const after = await readCatalog(session);
    const way = derive.has(migration.id)
      ? await deriveDown(session, migrations.slice(0, at + 1), target)
      : undefined;
    const down =
      way === undefined
        ? existing.get(migration.id)
        : { file: downPath(migration), text: formatDown(migration, completeDown(way, before, after)) };
    if (down) {
      const refused = await checkDown(down);
      const test =
        refused.length > 0
          ? { diagnostics: refused, isBack: true }
          : await testDown(session, migration, down, before, after);
      diagnostics.push(...test.diagnostics);
      const state = way === undefined ? 'tested' : 'derived';
      downs.push({
        id: migration.id,
        file: down.file,
        text: down.text,
        state,
        ok: test.diagnostics.length === 0,
      });
      // Nothing more can be said on a database that is in a state of its own.
      if (!test.isBack) return { downs, diagnostics };
    }
    before = after;
  }
  return { downs, diagnostics };
}
