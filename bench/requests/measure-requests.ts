import { closedLoad } from './closed-load.ts';
import { processorTime } from './processor-time.ts';
import { shelfRows } from './shelf-application.ts';
import { median, type Row, rounded } from '../measurements.ts';
import { type RunningServer } from '../server-process.ts';

/** A server that takes part, and the one it is compared with. */
export interface Contestant {
  readonly name: string;
  readonly server: RunningServer;
  /** Name of the contestant whose processor time is 1; itself without. */
  readonly against?: string;
}

interface Question {
  readonly name: string;
  /** How many make one round. */
  readonly requests: number;
  readonly path: (number: number) => string;
}

const questions: readonly Question[] = [
  { name: 'plain', requests: 8000, path: () => '/shelf/plain' },
  {
    name: 'one row',
    requests: 3000,
    path: (number) => `/shelf/${String(((number * 611) % shelfRows) + 1)}`,
  },
  { name: 'page of 20', requests: 1500, path: () => '/shelf' },
];

const connections = 32;

/** A trusted proxy says who asks: the naked servers get the same headers. */
const headers = { Accept: 'application/json', 'x-actor': 'bench', 'x-actor-permissions': 'shelf:items.read' };

interface Cost {
  readonly cpu: number;
  readonly rate: number;
}

/** All servers take turns, question by question; the ratio is the median of the rounds' ratios. */
export async function measureRequests(
  contestants: readonly Contestant[],
  rounds: number,
  scale: number,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const question of questions) {
    const costs = new Map<string, Cost[]>(contestants.map(({ name }) => [name, []]));
    // The first rounds let the compiler see what is hot.
    for (let round = -2; round < rounds; round += 1) {
      for (const { name, server } of round % 2 === 0 ? contestants : contestants.toReversed()) {
        const cost = await measure(server, question, scale);
        if (round >= 0) costs.get(name)?.push(cost);
      }
    }
    for (const { name, against = name } of contestants) {
      const own = costs.get(name) ?? [];
      const other = costs.get(against) ?? [];
      rows.push({
        request: question.name,
        server: name,
        'cpu us': rounded(median(own.map(({ cpu }) => cpu))),
        'requests/s': rounded(median(own.map(({ rate }) => rate))),
        against,
        ratio: ratio(own, other),
      });
    }
  }
  return rows;
}

async function measure(server: RunningServer, question: Question, scale: number): Promise<Cost> {
  const requests = Math.max(connections, Math.round(question.requests * scale));
  const before = await processorTime(server.pid);
  const { origin } = server;
  const rate = await closedLoad({ origin, connections, requests, headers, path: question.path });
  return { cpu: ((await processorTime(server.pid)) - before) / requests, rate };
}

function ratio(own: readonly Cost[], other: readonly Cost[]): number {
  const ratios = own.map(({ cpu }, round) => cpu / (other[round]?.cpu ?? Number.NaN));
  return Math.round(median(ratios) * 1000) / 1000;
}
