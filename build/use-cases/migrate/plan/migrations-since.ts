import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * The migrations a branch adds: those that are not in another commit.
 *
 * @param ids folder names of all migrations
 * @param ref a branch, tag or commit, for example `origin/main`
 * @throws Error in git's words when it does not know the commit, or this is no repository
 */
export async function migrationsSince(
  ids: readonly string[],
  {
    projectDir,
    migrationsDir,
    ref,
  }: { readonly projectDir: string; readonly migrationsDir: string; readonly ref: string },
): Promise<string[]> {
  const { stdout } = await run(
    'git',
    // With --end-of-options a name that begins with a hyphen is none of git's options.
    ['-C', projectDir, 'ls-tree', '--name-only', '-z', '--end-of-options', ref, `./${migrationsDir}/`],
    { maxBuffer: 64 * 1024 * 1024 },
  );
  const there = new Set(stdout.split('\0').map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return ids.filter((id) => !there.has(id));
}
