import { runProgram, withPath } from '../../../programs/run-program.ts';

/**
 * The migrations a branch adds: those that are not in another commit.
 *
 * @param ids folder names of all migrations
 * @param ref a branch, tag or commit, for example `origin/main`
 * @returns git's words when it does not know the commit, when this is no repository, or when there is no git
 */
export async function migrationsSince(
  ids: readonly string[],
  {
    projectDir,
    migrationsDir,
    ref,
    env,
  }: {
    readonly projectDir: string;
    readonly migrationsDir: string;
    readonly ref: string;
    readonly env: NodeJS.ProcessEnv;
  },
): Promise<readonly string[] | { readonly refusal: string }> {
  const { ok, stdout, output } = await runProgram(
    'git',
    // With --end-of-options a name that begins with a hyphen is none of git's options.
    ['-C', projectDir, 'ls-tree', '--name-only', '-z', '--end-of-options', ref, `./${migrationsDir}/`],
    { cwd: projectDir, env: withPath(env) },
  );
  if (!ok) return { refusal: output };
  const there = new Set(stdout.split('\0').map((path) => path.slice(path.lastIndexOf('/') + 1)));
  return ids.filter((id) => !there.has(id));
}
