import { type OutputPlan } from './compose/output-plan.ts';
import { scanSource } from './compose/scanned-component.ts';
import { type ProjectConfig } from './config/project-config.ts';
import { type Diagnostic } from './diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from './diagnostics/sort-diagnostics.ts';
import { discoverComponents } from './discover/discover-components.ts';
import { readSources } from './discover/read-sources.ts';
import { discoverMigrations } from './discover/discover-migrations.ts';
import { diskFiles } from './files/disk-files.ts';
import { oneLook } from './files/one-look.ts';
import { type WritableFiles } from './files/project-files.ts';
import { checkClient } from './generate/check-client.ts';
import { generateClient } from './generate/generate-client.ts';
import { generatorVersion } from './generate/prisma-version.ts';
import { type GenerateClientInput, type GenerateClientResult } from './generate/generate-client.ts';
import { type PipelineClock, startClock } from './pipeline-clock.ts';
import { createPipelineCache, type PipelineCache } from './pipeline-cache.ts';
import { type PipelineReport } from './pipeline-report.ts';
import { applyStates } from './lock/apply-states.ts';
import { lockChange, type LockEdit, lockStates, readCurrentLock } from './lock/lock-change.ts';
import { type LockMode, undeclaredNames, type UpdatedLock } from './lock/update-lock.ts';
import { inAuthorsCoordinates } from './validate/authors-coordinates.ts';
import { applyChanges } from './write/apply-changes.ts';
import { type Changes, compareWithDisk } from './write/compare-with-disk.ts';
import { describeFailure } from './write/describe-failure.ts';
import { withProjectLock } from './write/project-lock.ts';
import { needsRecovery, recoverFolder } from './write/replace-folder.ts';

export { createPipelineCache, type PipelineCache } from './pipeline-cache.ts';
export { type PipelineReport, type PipelineStep } from './pipeline-report.ts';

/** Makes the Prisma client when the schema changed. */
export type GenerateStep = (input: GenerateClientInput) => Promise<GenerateClientResult>;

export interface PipelineOptions {
  /** For example one with a warm renderer. @default generateClient */
  readonly generate?: GenerateStep;
  /** Compares only; nothing is written. @default false */
  readonly check?: boolean;
  /** What becomes of components.lock.json. @default 'write' */
  readonly lock?: LockMode;
  /**
   * The caller knows that there is something to write: the project's lock is taken first, and the project looked at once
   * instead of before and after.
   * @default false
   */
  readonly expectsChanges?: boolean;
  /** A decision about components to be carried out and written. @default none */
  readonly edit?: LockEdit;
  /** Makes the next run in this process quick. */
  readonly cache?: PipelineCache;
  /** @default the disk */
  readonly files?: WritableFiles;
  /** Milliseconds from any start. @default performance.now */
  readonly now?: () => number;
}

/** Everything a run knows before it writes. */
interface Inspection {
  readonly plan: OutputPlan;
  readonly changes: Changes;
  readonly lock: UpdatedLock;
  readonly diagnostics: readonly Diagnostic[];
  readonly client: GenerateClientInput;
}

/**
 * discover, compose, validate, write, generate. Problems of the project and of the environment (a full disk, a
 * read-only tree) are in the report; a rejection is a bug. With an error nothing is written: the last good state stays.
 */
export async function runPipeline(
  config: ProjectConfig,
  options: PipelineOptions = {},
): Promise<PipelineReport> {
  const { files = diskFiles, check = false, cache = createPipelineCache(), lock = 'write', edit } = options;
  const clock = startClock(options.now);
  const folder = `${config.projectDir}/${config.schemaDir}`;
  let plan: OutputPlan | undefined;
  const look = async (): Promise<Inspection> => {
    const seen = await inspect(config, files, cache, clock, { mode: lock, edit });
    plan = seen.plan;
    return seen;
  };
  try {
    if (check || options.expectsChanges !== true) {
      const seen = await look();
      if (hasErrors(seen.diagnostics)) return report(seen, clock, { outcome: 'problems' });
      const isClientFresh = checkClient(seen.client);
      clock.done('generate');
      const outcome = { outcome: 'ok' as const, changes: seen.changes, generated: !isClientFresh };
      if (check || (isClientFresh && isUnchanged(seen.changes) && !needsRecovery(folder, files))) {
        return report(seen, clock, outcome);
      }
    }
    return await withProjectLock(config.projectDir, files, async () => {
      recoverFolder(folder, files);
      // Another run may have finished, and an author may have saved, while this one waited for its turn.
      return await writeAndGenerate(config, await look(), { ...options, files, cache }, clock);
    });
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    return report({ plan, diagnostics: [failure] }, clock, { outcome: 'environment' });
  }
}

async function inspect(
  config: ProjectConfig,
  files: WritableFiles,
  cache: PipelineCache,
  clock: PipelineClock,
  { mode, edit }: { readonly mode: LockMode; readonly edit: LockEdit | undefined },
): Promise<Inspection> {
  const seen = oneLook(files);
  // While folders are listed and files read, the other core has nothing to do yet.
  cache.validator.prepare(seen.list(`${config.projectDir}/${config.componentsDir}`).length);
  const current = readCurrentLock(config, files, edit);
  const discovery = applyStates(
    discoverComponents(config, seen, cache.discover, (schemas) => {
      clock.done('discover');
      // Scans are kept with the sources.
      for (const schema of schemas) scanSource(schema);
      clock.done('compose');
    }),
    current.entries ?? new Map(),
  );
  const migrations = discoverMigrations(config, files);
  clock.done('discover');
  const schema = cache.composeSchema(config, discovery.components);
  cache.validator.begin(schema);
  clock.done('compose');
  const sources = readSources(config, discovery.components, seen, cache.sources);
  clock.done('discover');
  const plan = cache.composeProject(config, schema, migrations, discovery.retired);
  const misused = cache.checkUses(plan.components, sources);
  clock.done('compose');
  const invalid = await cache.validator.validate(plan);
  clock.done('validate');
  const compared = compareWithDisk(plan, config, files, cache.outputs);
  const records = cache.recordComponents(plan.components, plan.owned, sources, config.defaultSchema);
  const isMigrated =
    undeclaredNames(current.entries, records).length > 0
      ? await cache.searchMigrations(config, files)
      : () => false;
  const lock = lockChange({ config, lock: current, discovery, plan, records, isMigrated, mode });
  const changes = { ...compared, write: [...compared.write, ...lock.write] };
  clock.done('write');
  const written = plan.schemaFiles.map(({ path, text }) => ({ path, text }));
  const hash = cache.hashClient(written, generatorVersion());
  clock.done('generate');
  return {
    plan,
    changes,
    lock,
    diagnostics: [
      ...discovery.diagnostics,
      ...plan.diagnostics,
      ...misused,
      ...invalid,
      ...changes.diagnostics,
      ...lock.diagnostics,
    ],
    client: {
      projectDir: config.projectDir,
      outputDir: `${config.generatedDir}/prisma`,
      files: written,
      hash,
    },
  };
}

async function writeAndGenerate(
  config: ProjectConfig,
  seen: Inspection,
  {
    files,
    cache,
    generate = generateClient,
  }: PipelineOptions & { files: WritableFiles; cache: PipelineCache },
  clock: PipelineClock,
): Promise<PipelineReport> {
  if (hasErrors(seen.diagnostics)) return report(seen, clock, { outcome: 'problems' });
  applyChanges(seen.changes, config, files, (schema) => cache.validator.isLoadable(schema));
  clock.done('write');
  const client = await generate(seen.client);
  clock.done('generate');
  if (client.ok) {
    return report(seen, clock, {
      outcome: 'ok',
      changes: seen.changes,
      generated: client.generated,
      ...(client.runtimeOnly !== undefined && {
        runtimeOnly: `${config.generatedDir}/prisma/${client.runtimeOnly}`,
      }),
    });
  }
  const failed: Diagnostic = {
    code: 'CLIENT.GENERATE_FAILED',
    severity: 'error',
    ...inAuthorsCoordinates(client.message, seen.plan),
  };
  const outcome = client.reason === 'environment' ? 'environment' : 'problems';
  const withFailure = { ...seen, diagnostics: [...seen.diagnostics, failed] };
  return report(withFailure, clock, { outcome, changes: seen.changes });
}

function isUnchanged({ write, remove }: Changes): boolean {
  return write.length === 0 && remove.length === 0;
}

function report(
  {
    plan,
    diagnostics,
    lock,
  }: {
    readonly plan: OutputPlan | undefined;
    readonly diagnostics: readonly Diagnostic[];
    readonly lock?: UpdatedLock;
  },
  clock: PipelineClock,
  result: {
    readonly outcome: PipelineReport['outcome'];
    readonly changes?: Changes;
    readonly generated?: boolean;
    readonly runtimeOnly?: string;
  },
): PipelineReport {
  const { outcome, changes, generated = false, runtimeOnly } = result;
  return {
    ok: outcome === 'ok',
    outcome,
    components: plan?.components ?? [],
    states: lockStates(lock),
    lock: lock?.entries ?? new Map(),
    schema: plan?.schemaFiles.map(({ path, text }) => ({ path, text })) ?? [],
    diagnostics: sortDiagnostics(diagnostics),
    changed: changes?.write.map(({ path }) => path) ?? [],
    removed: changes?.remove ?? [],
    generated,
    ...(runtimeOnly !== undefined && { runtimeOnly }),
    timings: clock.timings,
  };
}
