import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../../../diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { introspectSchema } from '../../../prisma-engine/introspect-schema.ts';
import { type HistoryLook } from '../../migrate/look-at-history.ts';
import { findDrift } from '../../migrate/replay/find-drift.ts';
import { replayHistory } from '../../migrate/replay/replay-history.ts';
import { type CatalogEntry } from '../../migrate/rollback/catalog-entry.ts';
import { adoptCodes } from '../adopt-codes.ts';
import { findLackingExtensions } from './find-lacking-extensions.ts';
import { type DeclarableLine, declarableLines } from './declarable-lines.ts';
import { schemaHint } from './describe-differences.ts';
import { replayCatalog } from './replay-catalog.ts';

/** Whether the migrations build the schema, and all that they build. */
export interface Proof {
  /** Undefined when they cannot be replayed. */
  readonly catalog: readonly CatalogEntry[] | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Replays the history on a throw-away database and compares what it builds with the composed schema.
 *
 * @throws EngineError, DatabaseError when there is no server to replay on
 */
export async function proveHistory(
  history: HistoryLook,
  components: readonly DiscoveredComponent[],
  target: EngineTarget,
): Promise<Proof> {
  const missing = await findLackingExtensions(history, target);
  if (missing.length > 0) return { catalog: undefined, diagnostics: missing };
  const replay = await replayHistory(history.replay, target);
  if (!replay.ok) return { catalog: undefined, diagnostics: replay.diagnostics };
  let lines: readonly DeclarableLine[] = [];
  const replayed = await replayCatalog(history.replay.migrations, target, async ({ target: made }) => {
    if (replay.next.statements.length === 0) return;
    const files = history.replay.schemaFiles;
    const introspected = await introspectSchema(
      { url: target.shadowDatabaseUrl ?? target.url, database: made.database },
      files,
    );
    const textsOf = (all: typeof files) => all.map(([, text]) => text);
    lines = declarableLines(textsOf(files), textsOf(introspected));
  });
  if (!replayed.ok) return { catalog: undefined, diagnostics: replayed.diagnostics };
  const drift = findDrift(replay.next, history, history.versions, (one) =>
    schemaHint(one, lines, components),
  );
  const diagnostics = drift.map((one) => ({ ...one, code: adoptCodes.schemaDiffers }));
  return {
    catalog: hasErrors(diagnostics) ? undefined : replayed.catalog,
    diagnostics: sortDiagnostics(diagnostics),
  };
}
