import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig, projectOptionsSchema } from '../../config/project-config.ts';
import { done, knownOf, type Outcome } from '../../diagnostics/outcome.ts';
import { createCache } from '../../pipeline/pipeline.ts';
import { missingProject } from '../../pipeline/project/load-project.ts';
import { checkProject } from './check-project.ts';
import { watchProject } from './watch-project.ts';

/** Who is told of the rounds, one after the other. */
export interface WatchListener {
  readonly onBegin: () => void;
  readonly onEnd: (outcome: Outcome<ProjectConfig>) => Promise<void>;
}

/** Checks now and after every change until `stopped` resolves. */
export async function watchAndCheck(
  projectDir: string,
  stopped: Promise<void>,
  { onBegin, onEnd }: WatchListener,
): Promise<Outcome<undefined>> {
  const missing = missingProject(projectDir);
  if (missing) return missing;
  const cache = createCache();
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
    onBegin();
    let outcome = await checkProject(projectDir, cache);
    // The watcher reports no change in a folder from before it was watched.
    while (await follow(knownOf(outcome))) outcome = await checkProject(projectDir, cache);
    await onEnd(outcome);
  }

  let watcher = await open();
  await Promise.race([stopped, failed, onChange().then(() => stopped)]);
  await watcher.close();
  return done(undefined);
}

function foldersOf(config: ProjectConfig | undefined): readonly string[] {
  const { componentsDir, migrationsDir, components, packages } = config ?? projectOptionsSchema.parse({});
  const schemas = components.map(({ schema }) => schema);
  return [componentsDir, migrationsDir, ...schemas, ...packages.map((name) => `node_modules/${name}`)];
}
