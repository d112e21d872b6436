import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { availableExtensions } from '../../../postgres/catalog/available-extensions.ts';
import { parseConnectionUrl } from '../../../postgres/connection/connection-options.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type HistoryLook } from '../../migrate/look-at-history.ts';
import { adoptCodes } from '../adopt-codes.ts';

/** Extensions that migrations create and the server of the replay does not have; all of them, before the first fails. */
export async function findLackingExtensions(
  history: HistoryLook,
  target: EngineTarget,
): Promise<Diagnostic[]> {
  const created = history.migrations.flatMap(({ migration, statements }) =>
    statements.flatMap(({ statement }) =>
      statement.objects
        .filter(({ kind, touch }) => kind === 'extension' && touch === 'create')
        .map(({ name, offset }) => ({ name, offset, migration })),
    ),
  );
  if (created.length === 0) return [];
  const server = parseConnectionUrl(target.shadowDatabaseUrl ?? target.url, process.cwd());
  const available = await availableExtensions(server);
  return created
    .filter(({ name }, at) => !available.has(name) && created.findIndex((one) => one.name === name) === at)
    .map(({ name, offset, migration }) => ({
      code: adoptCodes.extensionMissing,
      severity: 'error',
      message: `The server on which migrations are replayed lacks the extension "${name}".`,
      hint: `Replay them on one that has it: SHADOW_DATABASE_URL, an empty database there (a container of an image that has "${name}" will do).`,
      location: {
        file: migration.file,
        ...positionAt(lineStarts(migration.sql), offset),
        length: name.length,
      },
    }));
}
