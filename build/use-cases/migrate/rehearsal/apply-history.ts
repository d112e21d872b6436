import { type ClientBase } from 'pg';
import { displayError } from '../../../prisma-engine/describe-database-error.ts';
import { EngineError } from '../../../postgres/connection/engine-error.ts';
import { sendScript } from '../../../prisma-engine/send-script.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';

/**
 * Builds what the migrations build, each as one transaction, or in pieces where PostgreSQL wants that.
 *
 * @throws EngineError when one fails that could be replayed before
 */
export async function applyHistory(
  client: Pick<ClientBase, 'query'>,
  migrations: readonly Migration[],
): Promise<void> {
  for (const { id, sql } of migrations) {
    try {
      await sendScript(client, sql);
    } catch (error) {
      throw new EngineError(
        undefined,
        `Migration "${id}" fails in the database the next one is rehearsed in: ${displayError(error)}`,
      );
    }
  }
}
