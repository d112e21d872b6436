import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TLSSocket } from 'node:tls';
import net from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseConnectionUrl } from '../../../build/postgres/connection/connection-options.ts';
import { diffSchemas } from '../../../build/prisma-engine/diff-schemas.ts';
import { closeSession, openSession, type Session } from '../../../build/postgres/connection/open-session.ts';
import { createShadowDatabase } from '../../../build/postgres/throw-away/shadow-database.ts';
import { createOwnRole } from '../../support/own-role.ts';
import { query, serverUrl } from './prisma-project.ts';

async function connect(url: string): Promise<string> {
  const session = await openSession(parseConnectionUrl(url, '/'));
  try {
    const { rows } = await session.pool.query<{ who: string }>('SELECT current_user AS who');
    return rows[0]?.who ?? '';
  } finally {
    await closeSession(session);
  }
}

/** The server needs a moment to end a process whose connection has ended. */
async function untilGone(session: Session, pid: number): Promise<void> {
  const left = 'SELECT FROM pg_stat_activity WHERE pid = $1';
  while ((await session.pool.query(left, [pid])).rows.length > 0);
}

describe('connections', () => {
  const role = `engine "r/o:l@e` + `_${String(process.pid)}`;
  const password = "p@ss/w:o?r#d% '";
  const server = new URL(serverUrl());

  beforeAll(async () => {
    await query(
      serverUrl(),
      `CREATE ROLE "${role.replaceAll('"', '""')}" LOGIN PASSWORD '${password.replaceAll("'", "''")}'`,
    );
  });
  afterAll(async () => {
    await query(serverUrl(), `DROP ROLE "${role.replaceAll('"', '""')}"`);
  });

  const roleUrl = (database = server.pathname.slice(1)) =>
    `postgresql://${encodeURIComponent(role)}:${encodeURIComponent(password)}@${server.host}/${database}`;

  it('takes special characters in user and password', async () => {
    expect(await connect(roleUrl())).toBe(role);
  });

  it('says P3014 and why when the role may not create a shadow database', async () => {
    const main = await openSession(parseConnectionUrl(roleUrl(), '/'));
    try {
      await expect(createShadowDatabase(main)).rejects.toMatchObject({
        code: 'P3014',
        message: expect.stringContaining('permission denied to create database'),
      });
    } finally {
      await closeSession(main);
    }
  });

  it('drops shadow databases of killed commands, and none that is in use', async () => {
    const own = await createOwnRole(serverUrl());
    const connection = () => openSession(parseConnectionUrl(own.url, '/'));
    const [killed, living, next] = [await connection(), await connection(), await connection()];
    try {
      const left = await createShadowDatabase(killed);
      const used = await createShadowDatabase(living);
      // What `kill -9` does: the connections end, and nothing is dropped.
      await closeSession(left.session);
      await closeSession(killed);
      // The living one is between two connections: its session counts.
      await closeSession(used.session);
      await untilGone(next, killed.backendPid);
      const shadow = await createShadowDatabase(next);
      expect((await own.databases()).sort()).toEqual(
        [used.session.target.database, shadow.session.target.database].sort(),
      );
      await Promise.all([shadow.release(), used.release()]);
      expect(await own.databases()).toEqual([]);
    } finally {
      await Promise.all([killed, living, next].map((session) => closeSession(session)));
      await own.drop();
    }
  });

  it('says P1011 when TLS is required and the server has none', async () => {
    await expect(connect(`${serverUrl()}?sslmode=require`)).rejects.toMatchObject({ code: 'P1011' });
    expect(await connect(`${serverUrl()}?sslmode=prefer`)).not.toBe('');
  });

  it('reads moments in one time zone, whatever the server’s: a default with a zone is the same everywhere', async () => {
    const own = await createOwnRole(serverUrl());
    try {
      await query(own.url, "ALTER ROLE current_user SET timezone = 'Asia/Kolkata'");
      const type = 'DateTime @default(dbgenerated("\'2020-01-02 01:04:05+00\'::timestamp with time zone"))';
      const text = `datasource db {\n  provider = "postgresql"\n}\nmodel A {\n  id Int @id\n  at ${type} @db.Timestamptz(3)\n}\n`;
      const schema = { kind: 'files' as const, files: [['schema.prisma', text] as const] };
      const sql = `CREATE TABLE "A" ("id" INTEGER PRIMARY KEY, "at" TIMESTAMPTZ(3) NOT NULL DEFAULT '2020-01-02 03:04:05+02'::timestamptz);`;
      const replayed = { kind: 'scripts' as const, scripts: [['1_a', sql] as const] };
      const diff = (url: string) => diffSchemas(replayed, schema, { target: { url }, script: false });
      expect(await diff(own.url)).toMatchObject({ isEmpty: true });
      const zoneOf = async (url: string) => {
        const session = await openSession(parseConnectionUrl(url, '/'));
        try {
          return (await session.pool.query<{ TimeZone: string }>('SHOW TimeZone')).rows[0]?.TimeZone;
        } finally {
          await closeSession(session);
        }
      };
      const abroad = `${own.url}?options=${encodeURIComponent('-c TimeZone=Asia/Kolkata')}`;
      expect([await zoneOf(own.url), await zoneOf(abroad)]).toEqual(['UTC', 'Asia/Kolkata']);
    } finally {
      await own.drop();
    }
  });

  it('gives up on a server that accepts and never answers', async () => {
    // It reads, so that it notices when the client goes.
    const silent = createServer((socket) => socket.resume());
    const port = await listen(silent);
    const url = `postgresql://me@127.0.0.1:${String(port)}/db?connect_timeout=0.2&sslmode=disable`;
    await expect(connect(url)).rejects.toMatchObject({ code: 'P1001' });
    silent.close();
  });
});

// The embedded server has no TLS; a door in front of it has.
describe('TLS', () => {
  const dir = mkdtempSync(join(tmpdir(), 'tessera-tls-'));
  const connections = new Set<net.Socket>();
  let door: Server;
  let port: number;

  beforeAll(async () => {
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
    const files = ['-keyout', join(dir, 'key.pem'), '-out', join(dir, 'cert.pem')];
    execFileSync('openssl', [...args, '-addext', 'subjectAltName=DNS:localhost', ...files], {
      stdio: 'ignore',
    });
    door = createServer((client) => {
      connections.add(client);
      client.once('data', () => {
        client.write('S');
        const tls = new TLSSocket(client, {
          isServer: true,
          key: readFileSync(join(dir, 'key.pem')),
          cert: readFileSync(join(dir, 'cert.pem')),
        });
        const { hostname, port: target } = new URL(serverUrl());
        const inside = net.connect(Number(target), hostname);
        connections.add(inside);
        for (const socket of [tls, inside])
          socket.on('error', () => tls.destroy(inside.destroy().errored ?? undefined));
        tls.pipe(inside).pipe(tls);
      });
    });
    port = await listen(door);
  });
  afterAll(() => {
    for (const socket of connections) socket.destroy();
    door.close();
    rmSync(dir, { recursive: true });
  });

  const url = (host: string, parameters: string) => {
    const behind = new URL(serverUrl());
    behind.host = `${host}:${String(port)}`;
    return `${behind.href}?${parameters}`;
  };

  it.each(['sslmode=prefer', 'sslmode=require'])(
    'encrypts without asking who the server is: %s',
    async (mode) => {
      expect(await connect(url('localhost', mode))).not.toBe('');
    },
  );

  it('refuses an unknown certificate when told to be strict, and takes it when it is known', async () => {
    await expect(connect(url('localhost', 'sslmode=require&sslaccept=strict'))).rejects.toMatchObject({
      code: 'P1011',
      message: expect.stringContaining('self-signed certificate'),
    });
    const known = `sslmode=verify-full&sslrootcert=${join(dir, 'cert.pem')}`;
    expect(await connect(url('localhost', known))).not.toBe('');
  });

  it('refuses a certificate of another host, unless only its issuer counts', async () => {
    const root = `sslrootcert=${join(dir, 'cert.pem')}`;
    await expect(connect(url('127.0.0.1', `sslmode=verify-full&${root}`))).rejects.toMatchObject({
      code: 'P1011',
    });
    expect(await connect(url('127.0.0.1', `sslmode=verify-ca&${root}`))).not.toBe('');
  });
});

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : 0);
    });
  });
}
