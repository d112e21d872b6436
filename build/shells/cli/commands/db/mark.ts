import { namedDatabases } from '../../../../postgres/which-database.ts';
import { loadEnvironment } from '../../../../config/load-environment.ts';
import { guardDatabase } from '../../../../use-cases/migrate/guard/guard-database.ts';
import { parseConnectionUrl } from '../../../../postgres/connection/connection-options.ts';
import { EngineError } from '../../../../postgres/connection/engine-error.ts';
import { closeSession, openSession } from '../../../../postgres/connection/open-session.ts';
import { readProductionMark, writeProductionMark } from '../../../../postgres/connection/production-mark.ts';
import { type DatabaseCall } from './database-call.ts';
import { type ExitCode } from '../../command.ts';

/** Shows or sets whether the database calls itself production, for every command that can lose data to see. */
export async function mark(call: DatabaseCall, [wanted]: readonly string[]): Promise<ExitCode> {
  if (wanted !== undefined && wanted !== 'production' && wanted !== 'development') {
    return call.refuse(2, `"${wanted}" is neither "production" nor "development".`);
  }
  const { projectDir, io } = call;
  const settings = await loadEnvironment(projectDir, io.env);
  const url = namedDatabases(settings).migration;
  if (url === undefined) {
    const hint = 'set DATABASE_URL (or MIGRATION_DATABASE_URL) to the database you mean';
    return call.refuse(2, 'The embedded database is for development and never production.', hint);
  }
  if (wanted === 'development') {
    // To take the mark away is as dangerous as what it protects from.
    const [reason] = await guardDatabase({
      projectDir,
      env: io.env,
      url,
      command: 'tessera db mark development',
    });
    if (reason) return call.refuse(1, reason.message, reason.hint);
  }
  try {
    return await readOrWrite(call, url, wanted);
  } catch (error) {
    if (error instanceof EngineError) return call.refuse(2, error.message.replaceAll(/\s*\n\s*/g, ' '));
    throw error;
  }
}

async function readOrWrite(call: DatabaseCall, url: string, wanted: string | undefined): Promise<ExitCode> {
  const session = await openSession(parseConnectionUrl(url, call.projectDir));
  try {
    if (wanted !== undefined) await writeProductionMark(session, wanted === 'production');
    const isProduction = await readProductionMark(session);
    const { database, host } = session.target;
    call.say({ database, host, production: isProduction }, [
      `The database "${database}" on ${host} is ${isProduction ? '' : 'not '}marked as production.`,
    ]);
    return 0;
  } finally {
    await closeSession(session);
  }
}
