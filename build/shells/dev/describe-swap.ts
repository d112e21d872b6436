import { basename } from 'node:path';
import { type AppMessage } from '../../../contract/dev-messages.ts';
import { type Swap } from './dev-event.ts';
import { type SwappedFiles } from './unserved-files.ts';
import { type BuildResult } from './build-result.ts';

const wentAway = /^src\/components\/(?<component>[^/]+)(?:\/|$)/;
const role = /\.(?<role>controller|service|module|gateway|guard|pipe|interceptor|repository|resolver)\.ts$/;
/** More than these are counted instead of named. */
const namedAtMost = 3;
/** What the database room calls its kept values, in the words of a person. */
const keptNames: Readonly<Record<string, string>> = { 'database/client': 'client', 'database/pool': 'pool' };

function unique(items: readonly string[]): string[] {
  return [...new Set(items)].sort();
}

/** Names of the components a build changed, sorted; of one that went away nothing is known but its folder. */
export function changedComponents({ files, composed }: Pick<BuildResult, 'files' | 'composed'>): string[] {
  const known = composed?.components ?? [];
  return unique(
    files.flatMap((file) => {
      const owner = known.find(({ path }) => file === path || file.startsWith(`${path}/`));
      return owner?.name ?? wentAway.exec(file)?.groups?.['component'] ?? [];
    }),
  );
}

/** What a swap did, in words, with the time every part of it took. */
export function describeSwap(
  build: Pick<BuildResult, 'since' | 'composed' | 'composeMs' | 'ms'> & SwappedFiles,
  answer: Extract<AppMessage, { kind: 'swapped' }>,
): Swap {
  const client = build.generated ? ['client'] : [];
  const changed = unique(build.files.map((file) => role.exec(file)?.groups?.['role'] ?? basename(file)));
  const named = changed.length <= namedAtMost ? changed : [`${build.files.length} files`];
  // What the pipeline saw before the watcher told of the files.
  const seen = named.length + client.length === 0 ? ['composition'] : named;
  return {
    components: changedComponents(build),
    swapped: [...seen, ...client],
    // What an overtaken save made is reported as new, although the last application took it over.
    kept: answer.kept
      .map((name) => keptNames[name] ?? name)
      .filter((name) => !client.includes(name))
      .sort(),
    ms: {
      total: performance.now() - build.since,
      compose: build.composeMs,
      build: build.ms,
      apply: answer.applyMs,
      boot: answer.bootMs,
    },
  };
}
