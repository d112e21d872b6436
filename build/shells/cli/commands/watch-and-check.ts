import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type ProjectConfig, projectOptionsSchema } from '../../../config/project-config.ts';
import { untilStopped } from '../../dev/until-stopped.ts';
import { createPipelineCache } from '../../../pipeline/pipeline.ts';
import { checkProject, type CheckResult, missingProject } from '../check-project.ts';
import { type ExitCode } from '../command.ts';
import { watchProject } from '../watch-project.ts';

export interface WatchOutput {
  readonly print: (result: CheckResult) => Promise<string>;
  /** Print a line before and after each round, for an editor's background problem matcher. */
  readonly announce: boolean;
  readonly stdout: NodeJS.WritableStream;
}

/** Checks now and after every change until the process is told to stop; resolves to 0 then, to 2 without a project. */
export async function watchAndCheck(projectDir: string, output: WatchOutput): Promise<ExitCode> {
  const missing = missingProject(projectDir);
  if (missing) {
    output.stdout.write(await output.print(missing));
    return missing.exitCode;
  }
  const stopped = untilStopped(() => undefined);
  const cache = createPipelineCache();
  const loaded = await loadProjectConfig(projectDir);
  let folders = foldersOf(loaded.ok ? loaded.config : undefined);
  let fail: (error: unknown) => void = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = reject;
  });
  // One after the other, whichever watcher asks.
  let last = Promise.resolve();
  const onChange = (): Promise<void> => (last = last.then(round));
  const open = () => watchProject(projectDir, folders, { onChange, onError: fail });

  /** The configuration may name other folders than before. @returns whether others are watched from now on */
  async function follow(config: ProjectConfig | undefined): Promise<boolean> {
    const next = foldersOf(config);
    if (next.join() === folders.join()) return false;
    folders = next;
    const old = watcher;
    watcher = await open();
    await old.stop();
    return true;
  }

  async function round(): Promise<void> {
    if (output.announce) output.stdout.write('tessera check: begin\n');
    let result = await checkProject(projectDir, cache);
    // The watcher reports no change in a folder from before it was watched.
    while (await follow(result.config)) result = await checkProject(projectDir, cache);
    output.stdout.write(await output.print(result));
    if (output.announce) output.stdout.write(`tessera check: end, ${count(result)}\n`);
  }

  let watcher = await open();
  await Promise.race([stopped, failed, onChange().then(() => stopped)]);
  await watcher.close();
  return 0;
}

function foldersOf(config: ProjectConfig | undefined): readonly string[] {
  const { componentsDir, migrationsDir, packages } = config ?? projectOptionsSchema.parse({});
  return [componentsDir, migrationsDir, ...packages.map((name) => `node_modules/${name}`)];
}

function count({ diagnostics }: CheckResult): string {
  const number = (severity: string, noun: string) => {
    const found = diagnostics.filter((one) => one.severity === severity).length;
    return `${found} ${noun}${found === 1 ? '' : 's'}`;
  };
  return `${number('error', 'error')}, ${number('warning', 'warning')}`;
}
