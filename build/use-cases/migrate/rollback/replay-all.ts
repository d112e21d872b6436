import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../../diagnostics/sort-diagnostics.ts';
import { type Session } from '../../../postgres/connection/open-session.ts';
import { withThrowAwayDatabase } from '../../../postgres/throw-away/throw-away-database.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { type Catalog } from './catalog-entry.ts';
import { deriveDown } from './derive-down.ts';
import { type DownFile, downPath, formatDown } from './down-file.ts';
import { readDependencies } from './read-catalog.ts';
import { rollbackCodes } from './rollback-codes.ts';
import { runScript } from './run-script.ts';
import { type DownTest, testDown } from './test-down.ts';

/** What became of one migration's reverse script; migrations without news are left out. */
export interface MadeDown {
  readonly id: string;
  readonly file: string;
  /** `derived`: `text` is to be written. `tested`: it was there. */
  readonly state: 'derived' | 'tested';
  readonly text: string;
  readonly ok: boolean;
}

export interface ReplayedDowns {
  readonly downs: readonly MadeDown[];
  readonly diagnostics: readonly Diagnostic[];
}

interface ReplayRequest {
  readonly target: EngineTarget;
  /** Names of migrations to derive a reverse script for. */
  readonly derive: ReadonlySet<string>;
  /** Scripts that are there and to be tested, by migration. */
  readonly existing: ReadonlyMap<string, DownFile>;
}

/**
 * Applies the migrations in order, and derives or tests the reverse scripts that are asked for. Where a test leaves the
 * throw-away database in a state of its own, the next migration goes on in a new one.
 */
export async function replayAll(
  migrations: readonly Migration[],
  request: ReplayRequest,
): Promise<ReplayedDowns> {
  const downs: MadeDown[] = [];
  const diagnostics: Diagnostic[] = [];
  for (let from = 0; from < migrations.length;) {
    const part = await withThrowAwayDatabase(request.target, (session) =>
      replayFrom(from, migrations, session, request),
    );
    downs.push(...part.downs);
    diagnostics.push(...part.diagnostics);
    from = part.next;
  }
  return { downs, diagnostics };
}

/** Works until the end, or until the database is in a state of its own. */
async function replayFrom(
  from: number,
  migrations: readonly Migration[],
  session: Session,
  request: ReplayRequest,
): Promise<ReplayedDowns & { readonly next: number }> {
  const downs: MadeDown[] = [];
  const diagnostics: Diagnostic[] = [];
  let before = await readDependencies(session);
  for (const [at, migration] of migrations.entries()) {
    const broken = await runScript(session, { file: migration.file, text: migration.sql });
    if (broken) {
      const skipped = migrations.slice(Math.max(at, from)).filter((one) => isAskedFor(one, request));
      diagnostics.push(broken.diagnostic, ...describeSkipped(skipped, migration));
      return { downs, diagnostics, next: migrations.length };
    }
    if (at < from - 1) continue;
    const after = await readDependencies(session);
    if (at >= from && isAskedFor(migration, request)) {
      const made = await makeDown(session, migration, { before, after }, request);
      if (made) {
        downs.push(made.down);
        diagnostics.push(...made.test.diagnostics);
        if (!made.test.isBack) return { downs, diagnostics, next: at + 1 };
      }
    }
    before = after;
  }
  return { downs, diagnostics, next: migrations.length };
}

function isAskedFor({ id }: Migration, { derive, existing }: ReplayRequest): boolean {
  return derive.has(id) || existing.has(id);
}

/** The reverse script of the migration that has just been applied. */
async function makeDown(
  session: Session,
  migration: Migration,
  { before, after }: Readonly<Record<'before' | 'after', Catalog>>,
  { derive, existing }: ReplayRequest,
): Promise<{ readonly down: MadeDown; readonly test: DownTest } | undefined> {
  const { id } = migration;
  const script = derive.has(id) ? deriveDown(before, after) : undefined;
  const down =
    script === undefined
      ? existing.get(id)
      : { file: downPath(migration), text: formatDown(migration, script) };
  if (!down) return undefined;
  const test = await testDown(session, migration, down, before.entries, after.entries);
  const ok = !hasErrors(test.diagnostics);
  const text = script === undefined || ok ? down.text : formatDown(migration, script, { isProven: false });
  return {
    down: { id, file: down.file, text, state: script === undefined ? 'tested' : 'derived', ok },
    test,
  };
}

/** Migrations whose reverse scripts could be neither derived nor tested, because an earlier one does not apply. */
function describeSkipped(skipped: readonly Migration[], broken: Migration): Diagnostic[] {
  const [first] = skipped;
  if (!first) return [];
  const names = skipped.map(({ id }) => `"${id}"`).join(', ');
  return [
    {
      code: rollbackCodes.skipped,
      severity: 'error',
      message: `No reverse script was made or tested for ${names}: "${broken.id}" does not apply.`,
      hint: `Correct "${broken.id}", and run "tessera migrate down" again.`,
      location: { file: first.file, line: 1, column: 1 },
    },
  ];
}
