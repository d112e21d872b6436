/** What a watcher tells of: paths that are there and changed, and paths that are not there any more. */
export interface WatchedChanges {
  readonly changes: ReadonlySet<string>;
  readonly removals: ReadonlySet<string>;
}

/** Changes that were seen and not told. */
export interface MissedChanges {
  readonly any: () => boolean;
  /** Hands them over, together with what was seen since; what is true of a path in the end counts. */
  readonly takeWith: (later: WatchedChanges) => { changes: Set<string>; removals: Set<string> };
}

export function createMissedChanges({ changes, removals }: WatchedChanges): MissedChanges {
  let missed: WatchedChanges = { changes: new Set(changes), removals: new Set(removals) };
  return {
    any: () => missed.changes.size + missed.removals.size > 0,
    takeWith(later) {
      const isOpen = (path: string): boolean => !later.changes.has(path) && !later.removals.has(path);
      const all = {
        changes: new Set([...[...missed.changes].filter(isOpen), ...later.changes]),
        removals: new Set([...[...missed.removals].filter(isOpen), ...later.removals]),
      };
      missed = { changes: new Set(), removals: new Set() };
      return all;
    },
  };
}
