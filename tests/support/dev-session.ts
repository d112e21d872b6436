import { z } from 'zod';
import { type DevEvent } from '../../build/shells/dev/dev-event.ts';
import { patienceMs, runCommand } from './running-command.ts';

const Line = z.custom<DevEvent>((value) => typeof value === 'object' && value !== null && 'event' in value);

export type EventOf<Name extends DevEvent['event']> = Extract<DevEvent, { readonly event: Name }>;

/** `tessera dev --events` of a project copy, followed by its own events. */
export function startDevSession(
  projectDir: string,
  port: number,
  env: NodeJS.ProcessEnv = {},
  options: readonly string[] = [],
) {
  const args = ['bin/tessera.js', 'dev', '--events', '--port', String(port), ...options];
  const command = runCommand(process.execPath, args, projectDir, { LOG_LEVEL: 'fatal', ...env });
  let read = 0;
  const events: DevEvent[] = [];
  const parse = (): void => {
    const lines = command.stdout().split('\n');
    // What follows the last line end is not whole yet.
    for (; read < lines.length - 1; read += 1) {
      const line = lines[read] ?? '';
      if (line.startsWith('{"event":')) events.push(Line.parse(JSON.parse(line)));
    }
  };
  return {
    command,
    events: (): readonly DevEvent[] => {
      parse();
      return events;
    },
    /** How many events there are: what comes after is caused by what is done after. */
    mark: (): number => {
      parse();
      return events.length;
    },
    /**
     * The first event of a kind after a mark. Rejects with what came instead when the command ends before, or when it
     * takes too long.
     *
     * @param wanted which of these events; @default any
     */
    async event<Name extends DevEvent['event']>(
      name: Name,
      from: number,
      wanted: (event: EventOf<Name>) => boolean = () => true,
    ): Promise<EventOf<Name>> {
      const isNamed = (event: DevEvent): event is EventOf<Name> => event.event === name;
      const isWanted = (event: DevEvent): event is EventOf<Name> => isNamed(event) && wanted(event);
      const limit = AbortSignal.timeout(patienceMs);
      for (;;) {
        parse();
        const found = events.slice(from).find(isWanted);
        if (found) return found;
        const seen = command.output().length;
        await command.until(/\n/, seen, limit).catch((error: unknown) => {
          const came = events.slice(from).map((event) => JSON.stringify(event));
          throw new Error(`No "${name}" came, but:\n${came.join('\n')}`, { cause: error });
        });
      }
    },
  };
}

export type DevSession = ReturnType<typeof startDevSession>;
