import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type DevEvent } from '../dev-event.ts';
import { type DevOutput, type DevStreams } from './dev-output.ts';

/** What `tessera dev --json` prints: how the start ended. */
export interface DevStart {
  readonly ok: boolean;
  /** Where the application serves. */
  readonly url?: string;
  /** Milliseconds since the command was started. */
  readonly ms?: number;
  readonly message?: string;
  readonly diagnostics: readonly Diagnostic[];
  /** Committed migrations the database lacks. */
  readonly pendingMigrations: readonly string[];
}

/**
 * `--json`: one object on standard output as soon as it is known whether the application serves, and nothing after it.
 * The command goes on; `--events` follows it.
 */
export function startObjectOutput({ stdout, stderr }: DevStreams): DevOutput {
  let said = false;
  let pendingMigrations: readonly string[] = [];
  const say = (start: Pick<DevStart, 'ok' | 'url' | 'ms' | 'message'> & Partial<DevStart>): void => {
    if (said) return;
    said = true;
    const object: DevStart = { ...start, diagnostics: start.diagnostics ?? [], pendingMigrations };
    stdout.write(`${JSON.stringify(object, null, 2)}\n`);
  };
  return {
    report(event) {
      if (event.event === 'pending-migrations') pendingMigrations = event.migrations;
      if (event.event === 'ready') say({ ok: true, url: event.url, ms: event.sinceStartMs ?? event.ms });
      const failure = describeFailure(event);
      if (failure !== undefined) say({ ok: false, ...failure });
    },
    appOutput: 'stderr',
    refuse(message) {
      stderr.write(`${message}\n`);
      say({ ok: false, message });
    },
    close: () => undefined,
  };
}

function describeFailure(
  event: DevEvent,
): { readonly message: string; readonly diagnostics?: readonly Diagnostic[] } | undefined {
  switch (event.event) {
    case 'build-failed':
      return { message: event.errors, diagnostics: event.diagnostics ?? [] };
    case 'refused':
      return { message: event.reason, diagnostics: event.diagnostics };
    case 'crashed':
      return { message: event.cause };
    case 'app-stopped':
      return { message: event.reason };
    case 'stopped':
      return { message: 'It was stopped before it served.' };
    default:
      return undefined;
  }
}
