import { join, sep } from 'node:path';
import { type Compiler } from 'webpack';
import { type ProjectConfig } from '../../config/project-config.ts';

/**
 * Makes a watching webpack look at the generated files again in the build that is about to begin. What its watcher
 * told it about them is older than what the pipeline has just written; without this the build would use the old
 * ones, and another had to follow, if the watcher noticed at all: the client's folder is replaced as a whole.
 */
export function forgetGenerated(compiler: Compiler, { projectDir, generatedDir }: ProjectConfig): void {
  const folder = join(projectDir, generatedDir);
  compiler.inputFileSystem?.purge?.(folder);
  if (compiler.fileTimestamps === undefined) return;
  const others = [...compiler.fileTimestamps].filter(([path]) => !path.startsWith(`${folder}${sep}`));
  compiler.fileTimestamps = new Map(others);
}
