import pg from 'pg';

/** What a version of the app sends: it names the columns it knows, as Prisma's client does. */
export interface AppVersion {
  /** One request. Parameters of each statement: id, value. */
  readonly write: readonly string[];
  /** Parameter: id. Each column has the value of the last write, as a text. */
  readonly read: string;
}

/** Instances of one version of an app, each with a connection of its own, sending one request after another. */
export async function startLoad(
  url: string,
  version: AppVersion,
  /** Rows the instances write: `first`, and each `step`-th behind it; below 600. */
  rows: { readonly first: number; readonly step: number; readonly instances: number },
) {
  const failures: unknown[] = [];
  const written = new Map<number, string>();
  let [requests, isStopped] = [0, false];
  const clients: pg.Client[] = [];

  async function request(client: pg.Client, id: number): Promise<void> {
    try {
      requests += 1;
      const value = String(1000 + requests);
      for (const statement of version.write) await client.query(statement, [id, value]);
      written.set(id, value);
      const seen = await read(client, id);
      if (seen !== value) failures.push(`${String(id)}: ${seen}, not ${value}`);
    } catch (error) {
      failures.push(error);
    }
  }
  /** All columns have the same value, or the row is torn. */
  async function read(client: pg.Client, id: number): Promise<string> {
    const { rows: found } = await client.query<Record<string, string | null>>(version.read, [id]);
    return [...new Set(Object.values(found[0] ?? { none: 'no row' }).map(String))].join(' and ');
  }
  const instances = await Promise.all(
    Array.from({ length: rows.instances }, async (_, nr) => {
      const client = new pg.Client(url);
      // A failed test drops the database under it.
      client.on('error', () => undefined);
      await client.connect();
      clients.push(client);
      // Every instance has its own rows: some that are there, and new ones behind them.
      const step = rows.step * rows.instances;
      return async (): Promise<void> => {
        for (let at = rows.first + nr * rows.step; !isStopped && failures.length === 0; at += step * 7) {
          await request(client, at % (step * Math.ceil(600 / step)) || step);
          // As users do: the machine is not for them alone.
          await new Promise((done) => setTimeout(done, 2));
        }
      };
    }),
  );
  const running = Promise.all(instances.map((run) => run()));
  const stop = async (): Promise<unknown[]> => {
    isStopped = true;
    await running;
    return failures;
  };
  return {
    written,
    readAll: async (ids: readonly number[]): Promise<string[]> => {
      const [client] = clients;
      const values: string[] = [];
      for (const id of ids) if (client) values.push(await read(client, id));
      return values;
    },
    /** Resolves when the work is done, and requests were answered before, during or after it. */
    during: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      const before = requests;
      const result = await work();
      while (requests < before + 20 && failures.length === 0) await new Promise((done) => setImmediate(done));
      return result;
    },
    stop,
    end: async (): Promise<void> => {
      await stop();
      for (const client of clients) await client.end();
    },
  };
}

export type Load = Awaited<ReturnType<typeof startLoad>>;
