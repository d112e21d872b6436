import { type Compiler } from 'webpack';
import { entriesChanged } from './entries-changed.ts';
import { type WatchedChanges, createMissedChanges } from './missed-changes.ts';

type WatchFileSystem = NonNullable<Compiler['watchFileSystem']>;
type Watcher = ReturnType<WatchFileSystem['watch']>;
type WatcherInfo = ReturnType<NonNullable<Watcher['getInfo']>>;

/** What a watcher has seen and not told; it counts as told from now on. */
function take(info: WatcherInfo | undefined): WatchedChanges {
  const taken = { changes: new Set(info?.changes), removals: new Set(info?.removals) };
  info?.changes?.clear();
  info?.removals?.clear();
  return taken;
}

/**
 * While webpack builds, its watcher is paused: it goes on seeing and tells nothing. webpack drops what it saw, because
 * the watcher that follows finds that out by the times of the files it is told to watch. Which says nothing of what came
 * into or left a folder deep below a watched one, and nothing of a file that the build had read and that was gone when
 * it ended: a component that is copied slowly, a configuration that is removed at the wrong moment. Here everything that
 * was seen is told, by a build that follows. Of folders that webpack did not watch before, as in the first build, their
 * own times tell whether something was moved into them meanwhile.
 */
export function tapWatchToTellMissedChanges(compiler: Compiler): void {
  const { watchFileSystem } = compiler;
  if (watchFileSystem === null) return;
  let before: Watcher | undefined;
  let watched: ReadonlySet<string> = new Set();
  compiler.watchFileSystem = {
    watch(files, folders, others, startTime, options, callback, onFirst) {
      // Before the next one is made: webpack's watchers share what they know.
      const { changes: seen, removals } = take(before?.getInfo?.());
      const added = [...folders].filter((folder) => !watched.has(folder));
      watched = new Set(folders);
      const moved = added.filter((folder) => entriesChanged(folder, startTime));
      const missed = createMissedChanges({ changes: new Set([...seen, ...moved]), removals });
      const watcher = watchFileSystem.watch(
        ...([files, folders, others, startTime, options] as const),
        (error, fileTimes, folderTimes, changes = new Set(), removals = new Set()) => {
          clearTimeout(telling);
          const all = missed.takeWith({ changes, removals });
          callback(error, fileTimes, folderTimes, all.changes, all.removals);
        },
        onFirst,
      );
      // Not at once: the watcher may be about to tell the same, and more.
      const telling = missed.any()
        ? setTimeout(() => compiler.watching?.invalidate(), options.aggregateTimeout)
        : undefined;
      const { getInfo } = watcher;
      before = {
        ...watcher,
        close() {
          clearTimeout(telling);
          watcher.close();
        },
        pause() {
          clearTimeout(telling);
          watcher.pause();
        },
        ...(getInfo && {
          getInfo() {
            const info = getInfo();
            return { ...info, ...missed.takeWith(take(info)) };
          },
        }),
      };
      return before;
    },
  };
}
