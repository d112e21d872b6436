import { types } from 'node:util';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { parseConnectionUrl } from '../../postgres/connection/connection-options.ts';
import { closeSession, openSession, type Session } from '../../postgres/connection/open-session.ts';
import { recordTable } from '../migrate/rollback/migration-records.ts';
import { adoptCodes } from './adopt-codes.ts';

/**
 * Takes rows out of Prisma's record that an adoption put there: of migrations that were marked and never run
 * (`applied_steps_count` is 0), and no others. A record that is empty then was made by the adoption, too.
 */
export async function forgetMarks(
  ids: readonly string[],
  place: { readonly projectDir: string; readonly where: string; readonly url: string | undefined },
): Promise<{ readonly ids: readonly string[] } | { readonly problem: Diagnostic }> {
  if (place.url === undefined) return { problem: cannot(place.where, 'the variable is not set') };
  let session: Session;
  try {
    session = await openSession({
      ...parseConnectionUrl(place.url, place.projectDir),
      applicationName: 'tessera',
    });
  } catch (error) {
    const reason = types.isNativeError(error) ? (error.message.split('\n')[0] ?? '') : String(error);
    return { problem: cannot(place.where, reason) };
  }
  try {
    const table = recordTable(session);
    const { rows } = await session.pool.query<{ name: string }>(
      `DELETE FROM ${table} WHERE migration_name = ANY($1) AND applied_steps_count = 0 RETURNING migration_name AS name`,
      [ids],
    );
    const left = await session.pool.query(`SELECT FROM ${table} LIMIT 1`);
    if (left.rowCount === 0) await session.pool.query(`DROP TABLE ${table}`);
    return { ids: rows.map(({ name }) => name).sort() };
  } finally {
    await closeSession(session);
  }
}

function cannot(where: string, reason: string): Diagnostic {
  return {
    code: adoptCodes.notCompared,
    severity: 'error',
    message: `The database in ${where} still calls migrations applied that were marked there, and cannot be reached: ${reason}.`,
    hint: `Set ${where} and run \`tessera adopt --undo\` again; nothing was taken back yet.`,
  };
}
