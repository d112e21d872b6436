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
  /** Asks the command to end, as Ctrl-C does. */
  readonly quit: () => void;
  /** @default the system's browser */
  readonly open?: (url: string) => Promise<unknown>;
}

/** Does what the keys of the status area say. @returns gives the keyboard back */
export function actOnKeys(keyboard: Keyboard, targets: KeyTargets): () => void {
  const { host, url, output, report, quit, open = openInBrowser } = targets;
  const showMigrations = async (): Promise<void> => {
    const { migrations, command } = await host.pendingMigrations();
    output.update({ pending: migrations });
    if (migrations.length > 0) report({ event: 'pending-migrations', migrations, command });
    const { behind } = output.status();
    if (behind !== undefined) report(behind);
    else if (migrations.length === 0) output.print('The database has every committed migration.');
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
