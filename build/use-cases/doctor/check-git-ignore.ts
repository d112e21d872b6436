import { type ProjectConfig } from '../../config/project-config.ts';
import { type Check, type Finding } from './finding.ts';
import { runProgram, withPath } from '../../programs/run-program.ts';

/** What is generated or secret is ignored by git, and is not tracked all the same. */
export function checkGitIgnore(config: Pick<ProjectConfig, 'schemaDir' | 'generatedDir'>): Check {
  const entries = ['.env', '.tessera/', `${config.schemaDir}/`, `${config.generatedDir}/`, 'dist/'];
  return async ({ projectDir, env }) => {
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
    const findings = [...notIgnored(missing), ...committed(entries, files)];
    if (findings.length > 0) return findings;
    return [{ check: 'git-ignore', status: 'ok', message: `git ignores ${entries.join(', ')}` }];
  };
}

function notIgnored(missing: readonly string[]): Finding[] {
  if (missing.length === 0) return [];
  return [
    {
      check: 'git-ignore',
      // One "git add ." would publish the passwords in it.
      status: missing.includes('.env') ? 'error' : 'warning',
      message: `git does not ignore ${missing.join(', ')}.`,
      mend: `printf '%s\\n' ${missing.map((entry) => `'${entry}'`).join(' ')} >> .gitignore`,
    },
  ];
}

function committed(entries: readonly string[], files: readonly string[]): Finding[] {
  const found = entries.filter((entry) => files.some((file) => file === entry || file.startsWith(entry)));
  if (found.length === 0) return [];
  return [
    {
      check: 'git-ignore',
      status: found.includes('.env') ? 'error' : 'warning',
      message: `git tracks ${found.join(', ')}, which belongs to one machine only.`,
      mend: `git rm -r --cached ${found.join(' ')}`,
    },
  ];
}
