import { type ClientBase } from 'pg';
import { asDriverError } from '../../schema-engine/connection-error.ts';
import { displayError } from '../../schema-engine/describe-database-error.ts';
import { EngineError } from '../../schema-engine/engine-error.ts';
import { readScript } from '../../sql/read-script.ts';
import { type Migration } from '../read-migrations.ts';

/**
 * Builds what the migrations build, each as one transaction, or statement by statement where one of them wants that.
 *
 * @throws EngineError when one fails that could be replayed before
 */
export async function applyHistory(
  client: Pick<ClientBase, 'query'>,
  migrations: readonly Migration[],
): Promise<void> {
  for (const { id, sql } of migrations) {
    try {
      await client.query(sql).catch(async (error: unknown) => {
        if (asDriverError(error).code !== '25001') throw error;
        const { statements } = await readScript(sql);
        for (const { text } of statements) await client.query(text);
      });
    } catch (error) {
      throw new EngineError(
        undefined,
        `Migration "${id}" fails in the database the next one is rehearsed in: ${displayError(error)}`,
      );
    }
  }
}
