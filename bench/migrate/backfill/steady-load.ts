import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** One request of the load. */
export interface LoadRequest {
  readonly method: 'GET' | 'POST';
  readonly path: string;
}

export interface LoadResult {
  /** Milliseconds from when each request was due to its last byte, in ascending order. */
  readonly latencies: readonly number[];
  /** Answered other than 2xx, refused, too late, or not sent at all as too many were waiting. */
  readonly failed: number;
}

const timeoutMs = 10_000;
/** More than any application would be let wait for; the load stays bounded when nothing answers any more. */
const mostInFlight = 500;

/**
 * Sends requests at a constant rate, whether those before were answered or not, until it is stopped. The clock of each
 * runs from the moment it was due: users do not wait for one another, so a stand-still counts for everybody it meets
 * (a loop that sends the next request after the last answer would see one slow request there).
 *
 * @param next the request with this number
 */
export async function steadyLoad(
  origin: string,
  rate: number,
  next: (number: number) => LoadRequest,
  stop: AbortSignal,
): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true });
  const latencies: number[] = [];
  const inFlight = new Set<Promise<void>>();
  let failed = 0;
  const begin = performance.now();
  for (let number = 0; !stop.aborted; number += 1) {
    const due = begin + (number * 1000) / rate;
    const early = due - performance.now();
    if (early > 0) await wait(early);
    if (inFlight.size >= mostInFlight) {
      failed += 1;
      continue;
    }
    const sent = send(agent, origin, next(number)).then((isGood) => {
      latencies.push(performance.now() - due);
      if (!isGood) failed += 1;
      inFlight.delete(sent);
    });
    inFlight.add(sent);
  }
  await Promise.all(inFlight);
  agent.destroy();
  return { latencies: latencies.toSorted((left, right) => left - right), failed };
}

function send(agent: Agent, origin: string, { method, path }: LoadRequest): Promise<boolean> {
  return new Promise((resolve) => {
    const sent = request(`${origin}${path}`, { method, agent, timeout: timeoutMs }, (response) => {
      response.resume();
      response.on('close', () => {
        const { complete, statusCode = 0 } = response;
        resolve(complete && statusCode >= 200 && statusCode < 300);
      });
    });
    sent.on('timeout', () => sent.destroy());
    sent.on('error', () => {
      resolve(false);
    });
    sent.end();
  });
}
