import { join } from 'node:path';
import { type Compiler } from 'webpack';
import { isThere } from '../../files/path-kind.ts';
import { type EnvironmentNames } from '../../config/environment-names.ts';

/** By name. */
export type Settings = Readonly<Record<string, string>>;

/** What a save of `.env` means for the application. Values are never told: they may be secrets. */
export type EnvironmentChange =
  /** The application has to be started with `settings`. */
  | { readonly kind: 'restart'; readonly settings: Settings; readonly reason: string }
  /** It goes on as it is; for people. */
  | { readonly kind: 'kept'; readonly reason: string };

/** Lets webpack's watcher look after the file, too: an edit of it is a save like any other. */
export function watchEnvironment(compiler: Compiler, envFile: string): void {
  const path = join(compiler.context, envFile);
  compiler.hooks.afterCompile.tap('WatchEnvironment', ({ fileDependencies, missingDependencies }) => {
    (isThere(path) ? fileDependencies : missingDependencies).add(path);
  });
}

/** Compares what the application was started with to what a start would give it now. */
export function compareEnvironment(
  before: Settings,
  now: Settings,
  { envFile, databaseUrlFrom }: EnvironmentNames,
): EnvironmentChange {
  /** What the dev server itself was started with: another value needs another `npm run dev`. */
  const fixed = new Set([databaseUrlFrom, 'PORT']);
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort();
  // `DATABASE_URL` has the value of the one that stands in the file.
  const isCopy = (name: string) => name === 'DATABASE_URL' && name !== databaseUrlFrom;
  const changed = names.filter((name) => before[name] !== now[name] && !isCopy(name));
  const taken = changed.filter((name) => !fixed.has(name));
  const left = changed.filter((name) => fixed.has(name));
  const hint = `${left.join(' and ')} of ${envFile} ${left.length > 1 ? 'are' : 'is'} read when \`npm run dev\` starts: start it again`;
  if (taken.length > 0) {
    const reason = `${envFile} changed ${taken.join(', ')}${left.length > 0 ? `; ${hint}` : ''}`;
    return { kind: 'restart', settings: now, reason };
  }
  return {
    kind: 'kept',
    reason: left.length > 0 ? hint : `${envFile} gives nothing that was not set before`,
  };
}
