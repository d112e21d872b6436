import { type Compiler } from 'webpack';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { hasErrors } from '../../diagnostics/sort-diagnostics.ts';
import { createClientRenderer } from '../../pipeline/generate/client-renderer.ts';
import { generateClient } from '../../pipeline/generate/generate-client.ts';
import {
  createRuntimeFirstGenerator,
  type RuntimeFirstOptions,
} from '../../pipeline/generate/runtime-first.ts';
import { createCache, type PipelineReport, runPipeline } from '../../pipeline/pipeline.ts';
import { pluginName } from './plugin-name.ts';
import { type ComponentDiscoveryOptions } from './plugin-options.ts';

export interface DiscoveryRunOptions {
  /** What runs of a new client may come first, and its types with a build that follows by itself. */
  readonly typesMayFollow: boolean;
  /** Something that the pipeline writes from was saved. */
  readonly expectsChanges: boolean;
}

/** The pipeline of one compiler: what it keeps warm and what its last run said. */
export interface DiscoveryRun {
  readonly projectDir: string;
  /** Of the last run; undefined as long as no configuration could be read. */
  readonly config: () => ProjectConfig | undefined;
  /** Of the last run, with or without problems. */
  readonly components: () => readonly DiscoveredComponent[];
  readonly diagnostics: () => readonly Diagnostic[];
  readonly failed: () => boolean;
  /**
   * Problems of the project and of the environment are diagnostics; a rejection is a bug.
   * @returns undefined when there is no configuration to run with
   */
  readonly run: (options: DiscoveryRunOptions) => Promise<PipelineReport | undefined>;
  /** To be called when nothing waits for the processor. */
  readonly prepare: () => Promise<void>;
  /** To be told of a schema that was saved, before `run`: the client that is being made is of another one. */
  readonly hold: () => void;
  readonly close: () => Promise<void>;
}

const discoveries = new WeakMap<Compiler, DiscoveryRun>();

/** The discovery of a compiler; two plugins on one compiler share it. */
export function discoveryOf(compiler: Compiler, options: ComponentDiscoveryOptions): DiscoveryRun {
  const known = discoveries.get(compiler);
  if (known) return known;
  const discovery = createDiscovery(compiler.context, options, {
    onReady: () => compiler.watching?.invalidate(),
    idle: nextCompilation(compiler),
  });
  discoveries.set(compiler, discovery);
  return discovery;
}

/** When the next compilation begins: a patch of the running application is done by then. */
function nextCompilation(compiler: Compiler): () => Promise<void> {
  let begun: (() => void)[] = [];
  compiler.hooks.compile.tap(pluginName, () => {
    for (const tell of begun) tell();
    begun = [];
  });
  return () => new Promise((resolve) => begun.push(resolve));
}

function createDiscovery(
  context: string,
  options: ComponentDiscoveryOptions,
  typesFollow: RuntimeFirstOptions,
): DiscoveryRun {
  const { projectDir = context, ...overrides } = options;
  const cache = createCache();
  const renderer = createClientRenderer();
  const runtimeFirst = createRuntimeFirstGenerator(renderer, typesFollow);
  let config: ProjectConfig | undefined;
  let components: readonly DiscoveredComponent[] = [];
  let diagnostics: readonly Diagnostic[] = [];
  let last: PipelineReport | undefined;

  async function run({
    typesMayFollow,
    expectsChanges,
  }: DiscoveryRunOptions): Promise<PipelineReport | undefined> {
    const loaded = await loadProjectConfig(projectDir, overrides);
    if (!loaded.ok) {
      diagnostics = loaded.diagnostics;
      runtimeFirst.resume();
      return undefined;
    }
    config = loaded.config;
    const report = await runPipeline(config, {
      cache,
      lock: 'entries',
      expectsChanges,
      generate: (input) => (typesMayFollow ? runtimeFirst.generate(input) : generateClient(input, renderer)),
    }).finally(runtimeFirst.resume);
    ({ components, diagnostics } = report);
    last = report;
    return report;
  }

  return {
    projectDir,
    config: () => config,
    components: () => components,
    diagnostics: () => diagnostics,
    failed: () => hasErrors(diagnostics),
    run,
    async prepare() {
      if (config === undefined || last?.ok !== true) return;
      const { projectDir: dir, generatedDir } = config;
      await runtimeFirst.prepare({
        projectDir: dir,
        outputDir: `${generatedDir}/prisma`,
        files: last.schema,
      });
    },
    hold: runtimeFirst.hold,
    close: () => runtimeFirst.close(),
  };
}
