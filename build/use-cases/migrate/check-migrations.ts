import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../../diagnostics/sort-diagnostics.ts';
import { type EngineTarget } from '../../postgres/throw-away/engine-target.ts';
import { type HistoryLook } from './look-at-history.ts';
import { checkRecords } from './ownership/check-records.ts';
import { findDrift } from './replay/find-drift.ts';
import { replayHistory } from './replay/replay-history.ts';
import { checkTenantModels } from './tenants/check-tenant-models.ts';

/** Lends a server to replay on. */
export type WithReplay = <Result>(work: (target: EngineTarget) => Promise<Result>) => Promise<Result>;

/**
 * Everything that is wrong with the committed migrations, at once: files, records, owners, branches, and what a replay on an
 * empty database shows.
 *
 * @throws EngineError, DatabaseError when there is no server to replay on
 */
export async function checkMigrations(look: HistoryLook, withReplay: WithReplay): Promise<Diagnostic[]> {
  const found = [...look.diagnostics, ...checkRecords(look.migrations, look.requires)];
  // What cannot be read cannot be replayed; the reason is said already.
  return sortDiagnostics([
    ...found,
    ...(hasErrors(look.diagnostics) ? [] : await checkReplay(look, withReplay)),
  ]);
}

async function checkReplay(look: HistoryLook, withReplay: WithReplay): Promise<readonly Diagnostic[]> {
  const replay = await replayOf(look, withReplay);
  if (!replay.ok) return replay.diagnostics;
  return [...findDrift(replay.next, look, look.versions), ...(await checkTenantModels(look, withReplay))];
}

/** The history replayed; without migrations no server is asked. */
export function replayOf({ replay }: HistoryLook, withReplay: WithReplay) {
  return replay.migrations.length === 0
    ? replayHistory(replay, undefined)
    : withReplay((target) => replayHistory(replay, target));
}
