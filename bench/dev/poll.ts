import { get } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

/** What the poller saw between a save and the first answer that shows it. */
export interface Polled {
  /** Milliseconds since the save; those of the limit when it never came. */
  readonly ms: number;
  readonly found: boolean;
  /** Requests that were refused, reset or answered other than 200. */
  readonly failed: number;
  /** The longest time without a good answer. */
  readonly gapMs: number;
}

export interface PollOptions {
  /** When the save began, on the clock of `performance.now`. */
  readonly since: number;
  readonly limitMs: number;
  /** Stops early, for example when the process has ended. @default never */
  readonly giveUp?: () => boolean;
}

const intervalMs = 5;

/** Asks every five milliseconds, one request at a time, until an answer is the wanted one. */
export async function poll(
  url: string,
  wanted: (body: unknown) => boolean,
  { since, limitMs, giveUp = () => false }: PollOptions,
): Promise<Polled> {
  let failed = 0;
  let gapMs = 0;
  let lastGood = performance.now();
  for (;;) {
    const asked = performance.now();
    const answer = await ask(url);
    const now = performance.now();
    if (answer.ok) {
      gapMs = Math.max(gapMs, now - lastGood);
      lastGood = now;
      if (wanted(answer.body)) return { ms: now - since, found: true, failed, gapMs };
    } else failed += 1;
    if (now - since > limitMs || giveUp()) {
      return { ms: now - since, found: false, failed, gapMs: Math.max(gapMs, now - lastGood) };
    }
    await wait(Math.max(0, asked + intervalMs - now));
  }
}

type Answer = { readonly ok: true; readonly body: unknown } | { readonly ok: false };

/** A connection of its own for each request: nothing of ours keeps a closing server alive. */
export function ask(url: string): Promise<Answer> {
  return new Promise((resolve) => {
    const refuse = (): void => {
      resolve({ ok: false });
    };
    const request = get(url, { agent: false, timeout: 10_000 }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('error', refuse);
      response.on('end', () => {
        resolve(response.statusCode === 200 ? parse(text) : { ok: false });
      });
    });
    request.on('timeout', () => request.destroy());
    request.on('error', refuse);
    request.on('close', refuse);
  });
}

function parse(text: string): Answer {
  try {
    return { ok: true, body: JSON.parse(text) };
  } catch {
    return { ok: false };
  }
}
