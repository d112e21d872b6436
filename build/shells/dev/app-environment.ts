import { type EnvironmentNames } from '../../config/environment-names.ts';
import { type EnvironmentChange, compareEnvironment, type Settings } from './follow-environment.ts';

export interface AppEnvironmentOptions {
  /** The project's settings as they are now: its `.env` below the environment of the command. */
  readonly readSettings: () => Promise<Settings>;
  /** Where they are read from. */
  readonly names: EnvironmentNames;
  /** Where the application serves. */
  readonly port: number;
}

/** What the application's process is started with. */
export interface AppEnvironment {
  /** Always the same object. */
  readonly variables: NodeJS.ProcessEnv;
  /** The database that was opened for it, whatever the settings say. */
  readonly useDatabase: (url: string) => void;
  /** Reads the settings again; the next process gets them. */
  readonly reload: () => Promise<EnvironmentChange>;
}

export async function createAppEnvironment({
  readSettings,
  names,
  port,
}: AppEnvironmentOptions): Promise<AppEnvironment> {
  const variables: NodeJS.ProcessEnv = {};
  let settings = await readSettings();
  let databaseUrl: string | undefined;

  function take(): void {
    for (const name of Object.keys(variables)) Reflect.deleteProperty(variables, name);
    Object.assign(variables, {
      NODE_ENV: 'development',
      // Below what the host waits for a stopping application, so that it always drains in order.
      SHUTDOWN_TIMEOUT: '10',
      ...settings,
      ...(databaseUrl !== undefined && { DATABASE_URL: databaseUrl }),
      PORT: String(port),
      HOST: '127.0.0.1',
    });
  }

  take();
  return {
    variables,
    useDatabase(url) {
      databaseUrl = url;
      take();
    },
    async reload() {
      try {
        const change = compareEnvironment(settings, await readSettings(), names);
        if (change.kind === 'restart') settings = change.settings;
        take();
        return change;
      } catch (error) {
        return { kind: 'kept', reason: `${names.envFile} cannot be read: ${String(error)}` };
      }
    },
  };
}
