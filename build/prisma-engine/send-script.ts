import { type ClientBase } from 'pg';
import { asDriverError } from '../postgres/connection/connection-error.ts';

/** SQLSTATE of a statement that PostgreSQL refuses inside of a transaction. */
export const needsNoTransactionCode = '25001';

/**
 * Runs a migration on a throw-away database as a deploy does: as one transaction, or in pieces where PostgreSQL wants that.
 *
 * @throws the driver's error, with the position in the whole script
 */
export async function sendScript(client: Pick<ClientBase, 'query'>, script: string): Promise<void> {
  try {
    await client.query(script);
  } catch (error) {
    if (asDriverError(error).code !== needsNoTransactionCode) throw error;
    const { splitScript } = await import('./split-script.ts');
    for (const { text, start } of (await splitScript(script)).pieces) {
      await client.query(text).catch((refused: unknown) => {
        movePosition(refused, -start);
        throw refused;
      });
    }
  }
}

/** People look for the position in the script they wrote. @param offset characters that were sent before it */
export function movePosition(error: unknown, offset: number): void {
  if (typeof error !== 'object' || error === null) return;
  const position = Number(Reflect.get(error, 'position') ?? Number.NaN);
  if (position > offset) Reflect.set(error, 'position', String(position - offset));
}
