import {
  toConnectionError,
  asDriverError,
  isLostConnection,
} from '../postgres/connection/connection-error.ts';
import { type ConnectionOptions } from '../postgres/connection/connection-options.ts';
import { displayError } from './describe-database-error.ts';
import { EngineError } from '../postgres/connection/engine-error.ts';
import { closeSession, openSession } from '../postgres/connection/open-session.ts';

/**
 * Runs a script as it is (`prisma db execute`): one implicit transaction unless it says otherwise.
 *
 * @throws EngineError with the database's message, detail and hint.
 */
export async function executeScript(target: ConnectionOptions, script: string): Promise<null> {
  const session = await openSession(target);
  try {
    await session.pool.query(script);
    return null;
  } catch (error) {
    if (isLostConnection(asDriverError(error))) throw toConnectionError(error, target);
    throw new EngineError(undefined, displayError(error));
  } finally {
    await closeSession(session);
  }
}
