import { type HotUpdate } from '../../../contract/dev-messages.ts';
import { type BuildResult } from './build-result.ts';

/** The good builds from the last one that served on, and how to get from one to the next. */
export interface BuildChain {
  readonly add: (build: BuildResult) => void;
  readonly latest: () => BuildResult | undefined;
  /** The newest build that served. */
  readonly good: () => BuildResult | undefined;
  readonly served: (build: BuildResult) => void;
  /** The updates that lead from a build to the latest one; undefined when there is no such way. */
  readonly from: (build: BuildResult) => readonly HotUpdate[] | undefined;
}

interface Step {
  readonly hash: string;
  readonly updates: readonly HotUpdate[] | undefined;
}

export function createBuildChain(): BuildChain {
  let latest: BuildResult | undefined;
  let good: BuildResult | undefined;
  // No builds: each holds all of its bundle.
  let steps: Step[] = [];
  return {
    latest: () => latest,
    good: () => good,
    add(build) {
      if (build.hash !== latest?.hash) steps.push({ hash: build.hash, updates: build.updates });
      latest = build;
    },
    served(build) {
      const index = steps.findIndex(({ hash }) => hash === build.hash);
      if (index < 0) return;
      // A patch is served with the build that follows it, which alone has a bundle to start from.
      const isFollowed = latest?.follows === true && steps[index + 1]?.hash === latest.hash;
      good = isFollowed ? latest : build;
      steps = steps.slice(isFollowed ? index + 1 : index);
    },
    from({ hash }) {
      const index = steps.findIndex((step) => step.hash === hash);
      if (index < 0) return undefined;
      const rest = steps.slice(index + 1);
      return rest.every(({ updates }) => updates !== undefined)
        ? rest.flatMap(({ updates }) => updates ?? [])
        : undefined;
    },
  };
}
