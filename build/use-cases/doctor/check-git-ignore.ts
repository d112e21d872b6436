import path from 'node:path';
import { type ProjectConfig } from '../../config/project-config.ts';
import { environmentNames } from '../../config/environment-names.ts';
import { type Check, type Finding } from './finding.ts';
import { runProgram, withPath } from '../../programs/run-program.ts';

/** What is generated or secret is ignored by git, and is not tracked all the same. */
export function checkGitIgnore(config: Pick<ProjectConfig, 'schemaDir' | 'generatedDir'>): Check {
  const own = ['.tessera/', `${config.schemaDir}/`, `${config.generatedDir}/`, 'dist/'];
  return async ({ projectDir, env }) => {
    const { envFile } = await environmentNames(projectDir);
    const entries = [...((await isInRepository(envFile, projectDir, env)) ? [envFile] : []), ...own];
    // A folder is ignored when a file in it would be.
    const probes = entries.map((entry) => (entry.endsWith('/') ? `${entry}probe` : entry));
    const ignored = await runProgram('git', ['check-ignore', '--no-index', '--stdin'], {
      cwd: projectDir,
      env: withPath(env),
      input: `${probes.join('\n')}\n`,
    });
    if (ignored.code !== 0 && ignored.code !== 1) {
      return [
        {
          check: 'git-ignore',
          status: 'note',
          message: 'The project is not in a git repository (or there is no git).',
        },
      ];
    }
    const lines = new Set(ignored.stdout.split('\n'));
    const missing = entries.filter((_, index) => !lines.has(probes[index] ?? ''));
    const tracked = await runProgram('git', ['ls-files', '--', ...entries], {
      cwd: projectDir,
      env: withPath(env),
    });
    const files = tracked.stdout.split('\n').filter((file) => file !== '');
    const findings = [...notIgnored(missing, envFile), ...committed(entries, files, envFile)];
    if (findings.length > 0) return findings;
    return [{ check: 'git-ignore', status: 'ok', message: `git ignores ${entries.join(', ')}` }];
  };
}

function notIgnored(missing: readonly string[], envFile: string): Finding[] {
  if (missing.length === 0) return [];
  // A pattern reaches no file above its .gitignore.
  const byFolder = new Map<string, string[]>();
  for (const entry of missing) {
    const folder = entry.startsWith('../') ? entry.slice(0, entry.lastIndexOf('/') + 1) : '';
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), entry.slice(folder.length)]);
  }
  return [
    {
      check: 'git-ignore',
      // One "git add ." would publish the passwords in it.
      status: missing.includes(envFile) ? 'error' : 'warning',
      message: `git does not ignore ${missing.join(', ')}.`,
      mend: [...byFolder]
        .map(
          ([folder, names]) =>
            `printf '%s\\n' ${names.map((name) => `'${name}'`).join(' ')} >> ${folder}.gitignore`,
        )
        .join(' && '),
    },
  ];
}

function committed(entries: readonly string[], files: readonly string[], envFile: string): Finding[] {
  const found = entries.filter((entry) => files.some((file) => file === entry || file.startsWith(entry)));
  if (found.length === 0) return [];
  return [
    {
      check: 'git-ignore',
      status: found.includes(envFile) ? 'error' : 'warning',
      message: `git tracks ${found.join(', ')}, which belongs to one machine only.`,
      mend: `git rm -r --cached ${found.join(' ')}`,
    },
  ];
}

/** A file above the project may be outside of what git knows, where it cannot be committed either. */
async function isInRepository(file: string, projectDir: string, env: NodeJS.ProcessEnv): Promise<boolean> {
  if (!file.startsWith('../')) return true;
  const found = await runProgram('git', ['rev-parse', '--show-cdup'], { cwd: projectDir, env });
  const root = path.resolve(projectDir, found.stdout.trim());
  return !path.relative(root, path.resolve(projectDir, file)).startsWith('..');
}
