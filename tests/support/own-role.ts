import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A role that nobody else has: what it owns was made by this test, whatever the others do on the server meanwhile. */
export interface OwnRole {
  /** The URL that was given, with this role in it. */
  readonly url: string;
  /** The databases it has created, and that are still there. */
  readonly databases: () => Promise<string[]>;
  /** @throws while anything is left that it owns */
  readonly drop: () => Promise<void>;
}

/** @param url of a database on the server, by a superuser; this database need not be there yet */
export async function createOwnRole(url: string): Promise<OwnRole> {
  const [name, password] = [`role_${randomBytes(6).toString('hex')}`, randomBytes(12).toString('hex')];
  const own = Object.assign(new URL(url), { username: name, password });
  const admin = Object.assign(new URL(url), { pathname: '/postgres' });
  const onServer = async <Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> => {
    const client = new pg.Client(admin.href);
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };
  await onServer(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD '${password}'`);
  return {
    url: own.href,
    databases: async () => {
      const rows = await onServer<{ name: string }>(
        `SELECT datname::text AS name FROM pg_database WHERE pg_get_userbyid(datdba) = '${name}' ORDER BY 1`,
      );
      return rows.map((row) => row.name);
    },
    drop: async () => {
      await onServer(`DROP ROLE ${name}`);
    },
  };
}
