import { type EventOf, startDevSession } from './dev-session.ts';
import { freePort } from './free-port.ts';
import { createProjectCopy, type ProjectCopyOptions } from './project-copy.ts';
import { processesIn, untilTrue } from './running-command.ts';

/** Asks all the time; a save may cost nobody an answer. */
function poll(url: string) {
  let failed: unknown[] = [];
  let answers = 0;
  const stopping = new AbortController();
  const done = (async () => {
    while (!stopping.signal.aborted) {
      try {
        const response = await fetch(url);
        await response.text();
        answers += 1;
        if (response.status >= 500) failed.push(response.status);
      } catch (error) {
        failed.push(error instanceof Error ? error.cause : error);
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  })();
  return {
    /** What went wrong since the last call, and how many answers there were in all. */
    look: () => {
      const seen = { answers, failed };
      failed = [];
      return seen;
    },
    stop: async () => {
      stopping.abort();
      await done;
    },
  };
}

export interface DevServerOptions extends ProjectCopyOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly args?: readonly string[];
  /** What the project has beside a fresh checkout. */
  readonly files?: Readonly<Record<string, string>>;
}

/** `tessera dev` of a fresh checkout, serving, with somebody who asks it all the time. */
export async function startDevServer({ env = {}, args = [], files = {}, ...copy }: DevServerOptions = {}) {
  const project = createProjectCopy(copy);
  for (const [file, text] of Object.entries(files)) project.write(file, text);
  const port = await freePort();
  const dev = startDevSession(project.dir, port, env, args);
  await dev.event('ready', 0);
  const url = (path: string): string => `http://127.0.0.1:${port}${path}`;
  const polling = poll(url('/health/live'));
  const textOf = async (path: string): Promise<string> => (await fetch(url(path))).text();
  return {
    project,
    port,
    dev,
    url,
    look: polling.look,
    text: textOf,
    /** The first swap after a mark with which a path has an answer: the one of an earlier save may still come, too. */
    async swapTo(path: string, wanted: string, mark: number): Promise<EventOf<'swapped'>> {
      for (let from = mark; ;) {
        const event = await dev.event('swapped', from);
        if ((await textOf(path)) === wanted) return event;
        from = dev.events().indexOf(event) + 1;
      }
    },
    json: async (path: string): Promise<unknown> => (await fetch(url(path))).json(),
    /** Writes a file. @returns the mark after which its events come */
    save(file: string, text: string): number {
      const mark = dev.mark();
      project.write(file, text);
      return mark;
    },
    async stop(): Promise<void> {
      await polling.stop();
      dev.command.interrupt();
      await dev.command.exited;
      await untilTrue(() => processesIn(project.dir).length === 0);
      project.remove();
    },
  };
}

export type DevServer = Awaited<ReturnType<typeof startDevServer>>;
