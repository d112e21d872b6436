import path from 'node:path';
import { Option } from 'commander';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { ownVersion } from '../../files/own-version.ts';

const formats = ['text', 'json', 'github', 'sarif'] as const;

/** How problems are printed: for people, as our JSON, as annotations of GitHub Actions, as SARIF. */
export type ReportFormat = (typeof formats)[number];

export function formatOption(): Option {
  return new Option('--format <format>', 'how problems are printed (--json is --format json)').choices(
    formats,
  );
}

/** The problems for GitHub or for a tool that reads SARIF. */
export async function formatForTool(
  format: 'github' | 'sarif',
  diagnostics: readonly Diagnostic[],
  projectDir: string,
  env: NodeJS.ProcessEnv,
): Promise<string> {
  const fileInRepository = (file: string) => path.posix.join(folderInRepository(projectDir, env), file);
  if (format === 'github') {
    const { formatGithub } = await import('../../diagnostics/format-github.ts');
    return formatGithub(diagnostics, fileInRepository);
  }
  const { formatSarif } = await import('../../diagnostics/format-sarif.ts');
  return formatSarif(diagnostics, fileInRepository, ownVersion());
}

/** The project need not be at the top of the repository that the workflow checked out. */
function folderInRepository(projectDir: string, env: NodeJS.ProcessEnv): string {
  const root = env.GITHUB_WORKSPACE;
  const relative = root ? path.relative(root, projectDir).replaceAll(path.sep, '/') : '';
  return relative.startsWith('..') || path.isAbsolute(relative) ? '' : relative;
}
