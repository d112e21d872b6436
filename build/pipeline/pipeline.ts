import { type OutputPlan } from './compose/output-plan.ts';
import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors, sortDiagnostics } from '../diagnostics/sort-diagnostics.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { checkClient } from './generate/check-client.ts';
import { generateClient } from './generate/generate-client.ts';
import { type GenerateClientInput, type GenerateClientResult } from './generate/generate-client.ts';
import { type PipelineClock, startClock } from './pipeline-clock.ts';
import { createPipelineCache, type PipelineCache } from './pipeline-cache.ts';
import { inspect, type Inspection } from './pipeline-inspection.ts';
import { type PipelineReport } from './pipeline-report.ts';
import { type LockEdit, lockStates } from './lock/lock-change.ts';
import { type LockMode, type UpdatedLock } from './lock/update-lock.ts';
import { inAuthorsCoordinates } from './validate/authors-coordinates.ts';
import { applyChanges } from './write/apply-changes.ts';
import { type Changes } from './write/compare-with-disk.ts';
import { type SchemaChange } from '../files/order-changes.ts';
import { describeFailure } from '../files/describe-failure.ts';
import { withProjectLock } from '../files/project-lock.ts';
import { needsRecovery, recoverFolder } from '../files/replace-folder.ts';

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
  const placed: SchemaChange[] = [];
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
      const work = { ...options, files, cache, done: (change: SchemaChange) => void placed.push(change) };
      return await writeAndGenerate(config, await look(), work, clock);
    });
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    return report({ plan, diagnostics: [failure] }, clock, {
      outcome: 'environment',
      changes: {
        write: placed.filter(({ text }) => text !== undefined),
        remove: placed.filter(({ text }) => text === undefined).map(({ path }) => path),
      },
    });
  }
}

async function writeAndGenerate(
  config: ProjectConfig,
  seen: Inspection,
  {
    files,
    cache,
    generate = generateClient,
    done,
  }: PipelineOptions & {
    files: WritableFiles;
    cache: PipelineCache;
    done: (change: SchemaChange) => void;
  },
  clock: PipelineClock,
): Promise<PipelineReport> {
  if (hasErrors(seen.diagnostics)) return report(seen, clock, { outcome: 'problems' });
  applyChanges(seen.changes, config, files, (schema) => cache.validator.isLoadable(schema), done);
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
      ...(client.whole !== undefined && { wholeClient: client.whole }),
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
    readonly changes?: {
      readonly write: readonly { readonly path: string }[];
      readonly remove: readonly string[];
    };
    readonly generated?: boolean;
    readonly runtimeOnly?: string;
    readonly wholeClient?: string;
  },
): PipelineReport {
  const { outcome, changes, generated = false, runtimeOnly, wholeClient } = result;
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
    ...(wholeClient !== undefined && { wholeClient }),
    timings: clock.timings,
  };
}
