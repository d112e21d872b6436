import { connect, createServer, type Server, type Socket } from 'node:net';
import { once } from 'node:events';
import { parseScript } from '../../../build/postgres/sql/parse-script.ts';

/**
 * What happens at a statement:
 * - `disk-full`: the server raises the error it has for a full disk (53100) in its place;
 * - `shutdown`: the server ends the session in its place, as a restart does to every session (57P01);
 * - `lost-before`: the connection breaks, or the command is killed, just before the statement is sent;
 * - `lost-after`: the same just after; the server runs it to its end and has nobody to tell.
 * A function is called while the statement is held back, for anything else: killing a process, restarting the server.
 */
export type Fault = 'disk-full' | 'shutdown' | 'lost-before' | 'lost-after' | (() => Promise<void> | void);

/** Stands between a command and PostgreSQL, and knows SQL statements where TCP knows bytes. */
export interface FaultProxy {
  /** The database, through the proxy. */
  readonly url: string;
  /** Statements sent since the last `arm`, in order; a script counts as each of its statements. */
  readonly statements: () => readonly string[];
  /** Counts from zero again; the fault happens once, at the statement with this number. */
  readonly arm: (fault?: { readonly at: number; readonly fault: Fault }) => void;
  readonly close: () => Promise<void>;
}

const raises: Readonly<Record<'disk-full' | 'shutdown', string>> = {
  'disk-full': `DO $fault$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file "base/5/16384": No space left on device'; END $fault$`,
  // Without a result: a server that goes down has none for anybody, least of all for a COPY.
  shutdown: `DO $fault$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); PERFORM pg_sleep(60); END $fault$`,
};

/** @param url The database itself; without TLS. */
export async function startFaultProxy(url: string): Promise<FaultProxy> {
  const target = new URL(url);
  let seen: string[] = [];
  let armed: { readonly at: number; readonly fault: Fault } | undefined;
  const sockets = new Set<Socket>();

  /** The fault for one of these statements, and which of them it is; it happens once. */
  function faultAmong(statements: readonly string[]) {
    const first = seen.length;
    seen.push(...statements);
    if (!armed || armed.at < first || armed.at >= seen.length) return undefined;
    const { fault, at } = armed;
    armed = undefined;
    return { fault, index: at - first };
  }

  async function serve(client: Socket): Promise<void> {
    const server = connect({ host: target.hostname, port: Number(target.port) });
    for (const socket of [client, server]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.once('close', () => sockets.delete(socket));
    }
    server.pipe(client);
    client.once('close', () => server.end());
    let skipsToSync = false;
    for await (const { type, body } of frontendMessages(client)) {
      const text = statementText(type, body);
      if (skipsToSync) {
        skipsToSync = type !== 'S';
        continue;
      }
      if (text === undefined) {
        server.write(encode(type, body));
        continue;
      }
      const parts = await statementsOf(text, type);
      const found = faultAmong(parts.map((part) => part.text));
      const whole = encode(type, body);
      if (found === undefined) {
        server.write(whole);
      } else if (typeof found.fault === 'function') {
        await found.fault();
        server.write(whole);
      } else if (found.fault === 'lost-before') {
        server.destroy();
        client.destroy();
      } else if (found.fault === 'lost-after') {
        // `end` sends what is waiting first: the server gets the statement, and then finds nobody.
        server.unpipe(client);
        client.destroy();
        server.end(whole);
      } else {
        const at = parts[found.index]?.start ?? 0;
        server.write(query(`${text.slice(0, at)}${raises[found.fault]};\n${text.slice(at)}`, type));
        skipsToSync = type === 'P';
      }
    }
  }

  const listener: Server = createServer((client) => {
    serve(client).catch(() => client.destroy());
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const address = listener.address();
  const own = new URL(url);
  own.hostname = '127.0.0.1';
  own.port = String(typeof address === 'object' ? address?.port : '');
  own.searchParams.set('sslmode', 'disable');
  return {
    url: own.href,
    statements: () => seen,
    arm: (fault) => {
      seen = [];
      armed = fault;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      listener.close();
      await once(listener, 'close');
    },
  };
}

interface Message {
  /** Empty for the first one, which has none. */
  readonly type: string;
  readonly body: Buffer;
}

/** Cuts what a client sends into messages of PostgreSQL's protocol. */
async function* frontendMessages(client: Socket): AsyncGenerator<Message> {
  let waiting = Buffer.alloc(0);
  let isStarted = false;
  for await (const chunk of client) {
    waiting = Buffer.concat([waiting, Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))]);
    for (;;) {
      const head = isStarted ? 1 : 0;
      if (waiting.length < head + 4) break;
      const length = waiting.readInt32BE(head);
      if (waiting.length < head + length) break;
      const type = waiting.toString('latin1', 0, head);
      yield { type, body: waiting.subarray(head + 4, head + length) };
      waiting = waiting.subarray(head + length);
      isStarted = true;
    }
  }
}

function encode(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(type.length + 4);
  head.write(type, 'latin1');
  head.writeInt32BE(body.length + 4, type.length);
  return Buffer.concat([head, body]);
}

/** The SQL of `Query` and `Parse` messages. */
function statementText(type: string, body: Buffer): string | undefined {
  if (type === 'Q') return body.toString('utf8', 0, body.length - 1);
  if (type !== 'P') return undefined;
  const from = body.indexOf(0) + 1;
  return body.toString('utf8', from, body.indexOf(0, from));
}

async function statementsOf(text: string, type: string): Promise<readonly { text: string; start: number }[]> {
  const whole = [{ text, start: 0 }];
  if (type === 'P') return whole;
  const { statements = [] } = await parseScript(text);
  return statements.length === 0 ? whole : statements;
}

/** A fault in place of a prepared statement is a plain query; the rest of the client's round is not passed on. */
function query(text: string, type: string): Buffer {
  const sql = type === 'P' ? (text.split(';\n')[0] ?? '') : text;
  return encode('Q', Buffer.from(`${sql}\0`));
}
