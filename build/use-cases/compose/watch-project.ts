import path from 'node:path';
import { watch } from 'chokidar';
import { configFileNames } from '../../config/config-file-names.ts';

/** Saves of one "save all" are one round. */
const quietMs = 50;

export interface ProjectWatcher {
  /** No further calls; one that is running goes on. */
  stop(): Promise<void>;
  /** The same, and waits for the running one. */
  close(): Promise<void>;
}

export interface WatchCallbacks {
  /** Never called while an earlier call is still running. */
  readonly onChange: () => Promise<void>;
  /** The watcher or a call failed. */
  readonly onError: (error: unknown) => void;
}

/**
 * Calls back after files of the components, the migrations or the configuration changed.
 * Resolves when changes from now on are seen.
 *
 * @param folders relative to the project, with `/`; they need not exist
 */
export async function watchProject(
  projectDir: string,
  folders: readonly string[],
  { onChange, onError }: WatchCallbacks,
): Promise<ProjectWatcher> {
  // A folder that is not there yet can only be seen from above, so the project is watched and the rest left out.
  const watcher = watch(projectDir, {
    ignoreInitial: true,
    ignored: (file) => !isRelevant(path.relative(projectDir, file).replaceAll(path.sep, '/'), folders),
  });
  let timer: NodeJS.Timeout | undefined;
  let round = Promise.resolve();
  watcher.on('error', onError);
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      round = round.then(onChange).catch(onError);
    }, quietMs);
  });
  await new Promise<void>((resolve) => {
    watcher.once('ready', resolve);
  });
  const stop = async (): Promise<void> => {
    clearTimeout(timer);
    await watcher.close();
  };
  return {
    stop,
    async close() {
      await stop();
      await round;
    },
  };
}

function isRelevant(file: string, folders: readonly string[]): boolean {
  if (file === '' || configFileNames.includes(file)) return true;
  return folders.some(
    (folder) =>
      `${folder}/`.startsWith(`${file}/`) ||
      // A folder may be a package itself; what is installed inside of one is no source of the project.
      (file.startsWith(`${folder}/`) && !file.slice(folder.length).split('/').includes('node_modules')),
  );
}
