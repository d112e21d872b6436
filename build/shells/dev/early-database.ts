import { loadEnvironment } from '../../config/load-environment.ts';
import { isThere } from '../../files/path-kind.ts';
import { openDevDatabase } from './open-dev-database.ts';
import { type DevDatabase } from './prepare-database.ts';

/** The database of a project, on its way before the rest of the command is loaded. */
export interface EarlyDatabase {
  /** Hands it over, once. @throws what kept it from being opened */
  readonly take: () => Promise<DevDatabase>;
  /** Gives back what was not taken: the command came to nothing. */
  readonly release: () => Promise<void>;
}

/**
 * Starts the database while the packages of the build are still being loaded: its process needs a second, and the other
 * core has nothing to do in it.
 *
 * @param projectDir absolute; nothing is started for a folder that is not there
 * @param env of the command
 */
export function startEarlyDatabase(projectDir: string, env: NodeJS.ProcessEnv): EarlyDatabase {
  const open = async (): Promise<DevDatabase> =>
    openDevDatabase(projectDir, await loadEnvironment(projectDir, env));
  let opened = isThere(projectDir) ? open() : undefined;
  // It is heard of where it is taken.
  opened?.catch(() => undefined);
  return {
    take() {
      const early = opened ?? open();
      opened = undefined;
      return early;
    },
    async release() {
      await opened?.then(
        (database) => database.release(),
        () => undefined,
      );
      opened = undefined;
    },
  };
}
