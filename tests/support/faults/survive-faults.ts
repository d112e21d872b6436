import { keepConnections, onlooker } from '../kept-connections.ts';
import { type Fault, startFaultProxy } from './fault-proxy.ts';

/** A command that changes a database, so described that it can be disturbed again and again. */
export interface DisturbedWork<State> {
  /** The database it works on. */
  readonly url: string;
  /** Brings database and files to where the work starts, whatever state they are in. */
  readonly reset: () => Promise<void>;
  /** The command; rejects when it fails, as a command does whose database went away. */
  readonly run: (url: string) => Promise<unknown>;
  /** All that counts, as something to compare: schema, rows, files, what `migrate status` says. */
  readonly look: () => Promise<State>;
  /** States in which the command may leave things besides those at its start and at its end. @default none */
  readonly between?: readonly State[];
  /**
   * The work only reads the database, and `look` sees all its files: each statement fails in one way, in turn, and it is
   * not run again when nothing changed, as it would do once more what it did undisturbed. @default false
   */
  readonly isReader?: boolean;
}

export interface Survival {
  /** How often the work was disturbed. */
  readonly faults: number;
  /** Statements of an undisturbed run. */
  readonly statements: readonly string[];
  /** Where it was neither as before nor as after, or could not be finished by running it again. Empty: it survived. */
  readonly wounds: readonly string[];
}

const everyFault: readonly Fault[] = ['disk-full', 'shutdown', 'lost-before', 'lost-after'];

/** What can only read, take a lock or change the session: whichever way it fails, the database is the same. */
const READS = /^\s*(SELECT|SET|RESET|SHOW|LOCK|BEGIN( READ ONLY)?)\b/i;

/** Every fault for a statement that may change something; one of them, in turn, for the others. */
function faultsFor(statement: string, at: number, isReader: boolean): readonly Fault[] {
  const one = everyFault[at % everyFault.length];
  return (isReader || READS.test(statement)) && one !== undefined ? [one] : everyFault;
}

/**
 * Disturbs a command at every single statement it sends, and each time runs it again undisturbed.
 *
 * @example
 * const { wounds } = await surviveFaults({ url, reset, run: (url) => purge(url), look });
 * expect(wounds).toEqual([]);
 */
export async function surviveFaults<State>({
  url,
  reset,
  run,
  look,
  between = [],
  isReader = false,
}: DisturbedWork<State>): Promise<Survival> {
  const proxy = await startFaultProxy(url);
  const own = keepConnections(url);
  const wounds: string[] = [];
  let count = 0;
  try {
    await reset();
    const before = JSON.stringify(await look());
    proxy.arm();
    await run(proxy.url);
    const statements = [...proxy.statements()];
    const after = JSON.stringify(await look());
    if (before === after) throw new Error('The work changes nothing: there is nothing to survive.');
    const whole = new Set([before, after, ...between.map((state) => JSON.stringify(state))]);
    for (const [at, statement] of statements.entries()) {
      for (const fault of faultsFor(statement, at, isReader)) {
        count += 1;
        const name = `${String(fault)} at ${String(at + 1)} of ${String(statements.length)} (${statement.trim().slice(0, 60)})`;
        await reset();
        proxy.arm({ at, fault });
        const isDone = await run(proxy.url).then(
          () => true,
          () => false,
        );
        await untilOthersLeft(own);
        const now = JSON.stringify(await look());
        if (!whole.has(now)) wounds.push(`${name} left half of it: ${now}`);
        if (isDone) {
          // It did not need this statement; nobody would run it again.
          if (now !== after) wounds.push(`${name}, and it said that all went well: ${now}`);
          continue;
        }
        if (isReader && now === before) continue;
        try {
          await run(url);
          const end = JSON.stringify(await look());
          if (end !== after) wounds.push(`${name}, and the second run ended in: ${end}`);
        } catch (error) {
          wounds.push(`${name}, and the second run failed: ${String(error)}`);
        }
      }
    }
    return { faults: count, statements, wounds };
  } finally {
    await own.close();
    await proxy.close();
  }
}

/** Resolves when the server has noticed that its client is gone, or has done what it was told last. */
export async function untilAlone(url: string): Promise<void> {
  const own = keepConnections(url);
  try {
    await untilOthersLeft(own);
  } finally {
    await own.close();
  }
}

async function untilOthersLeft({ query }: Pick<ReturnType<typeof keepConnections>, 'query'>): Promise<void> {
  const others = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND application_name <> '${onlooker}'`;
  while ((await query(others)).length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}
