import { type BuildResult } from './build-result.ts';

/** What changed since an application last served: of several saves when not each of them did. */
export interface SwappedFiles {
  readonly files: readonly string[];
  /** Whether the Prisma client was made anew. */
  readonly generated: boolean;
  /** False: it follows from a build that was reported before. */
  readonly isNews: boolean;
}

/** Whether an author's file changed: one the watcher reported, or one the pipeline saw before it did. */
export function isNews({ files, composed }: Pick<BuildResult, 'files' | 'composed'>): boolean {
  return files.length > 0 || (composed?.changed.length ?? 0) + (composed?.removed.length ?? 0) > 0;
}

/** What the application was told of and does not serve yet. */
export interface UnservedFiles {
  /** @param id of the message that tells it, rising */
  readonly add: (id: number, build: Pick<BuildResult, 'files' | 'composed'>) => void;
  /** Takes out what messages up to one have told: it is served. */
  readonly take: (id: number) => SwappedFiles;
}

export function createUnservedFiles(): UnservedFiles {
  let told: ({ readonly id: number } & SwappedFiles)[] = [];
  return {
    add(id, build) {
      const { files, composed } = build;
      told.push({ id, files, generated: composed?.generated === true, isNews: isNews(build) });
    },
    take(upTo) {
      const served = told.filter(({ id }) => id <= upTo);
      told = told.filter(({ id }) => id > upTo);
      return {
        files: [...new Set(served.flatMap(({ files }) => files))],
        generated: served.some(({ generated }) => generated),
        isNews: served.some((one) => one.isNews),
      };
    },
  };
}
