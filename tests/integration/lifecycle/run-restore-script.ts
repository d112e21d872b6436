import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from } from 'pg-copy-streams';

/** What `psql --single-transaction --file restore.sql` does, where there is no psql. */
export async function runRestoreScript(dir: string, url: string): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    await client.query('BEGIN');
    for (const part of readFileSync(join(dir, 'restore.sql'), 'utf8').split(/^(\\copy .*)$/m)) {
      const [, what, file = '', how] = /^\\copy (.*) from '(.*)' with (.*)$/.exec(part) ?? [];
      if (what === undefined) await client.query(part);
      else {
        const copy = client.query(from(`COPY ${what} FROM STDIN WITH ${how ?? ''}`));
        await pipeline(createReadStream(join(dir, file)), copy);
      }
    }
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
