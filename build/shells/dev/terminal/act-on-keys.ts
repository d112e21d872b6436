import openInBrowser from 'open';
import { type DevHost } from '../dev-host.ts';
import { type DevReporter } from '../dev-event.ts';
import { type DevAction, type Keyboard, listenToKeys } from './dev-keys.ts';
import { type TerminalOutput } from './terminal-output.ts';

export interface KeyTargets {
  readonly host: Pick<DevHost, 'restart' | 'pendingMigrations'>;
  readonly url: string;
  readonly output: Pick<TerminalOutput, 'print' | 'update' | 'status'>;
  readonly report: DevReporter;
  /** What the next migrations would do, for people. */
  readonly plan: () => Promise<string>;
  /** Asks the command to end, as Ctrl-C does. */
  readonly quit: () => void;
  /** @default the system's browser */
  readonly open?: (url: string) => Promise<unknown>;
}

/** Does what the keys of the status area say. @returns gives the keyboard back */
export function actOnKeys(keyboard: Keyboard, targets: KeyTargets): () => void {
  const { host, url, output, report, plan, quit, open = openInBrowser } = targets;
  const showMigrations = async (): Promise<void> => {
    const { migrations, command } = await host.pendingMigrations();
    output.update({ pending: migrations });
    output.print((await plan()).trimEnd());
    if (migrations.length > 0) report({ event: 'pending-migrations', migrations, command });
    const { behind } = output.status();
    if (behind !== undefined) report(behind);
  };
  const actions: Readonly<Record<DevAction, () => unknown>> = {
    restart: () => {
      host.restart('asked for');
    },
    open: () => open(url),
    migrations: showMigrations,
    quit,
  };
  return listenToKeys(keyboard, (action) => {
    void Promise.resolve(actions[action]()).catch((error: unknown) => {
      output.print(String(error));
    });
  });
}
