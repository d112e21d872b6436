import pg from 'pg';

/** A connected client. One that breaks while it waits says so at its next statement, and does not end the process. */
export async function openClient(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
