import { type ProjectConfig } from '../config/project-config.ts';
import { type Diagnostic } from '../diagnostics/diagnostic.ts';
import { hasErrors } from '../diagnostics/sort-diagnostics.ts';
import { describeFailure } from '../files/describe-failure.ts';
import { diskFiles } from '../files/disk-files.ts';
import { type SchemaChange } from '../files/order-changes.ts';
import { type WritableFiles } from '../files/project-files.ts';
import { withProjectLock } from '../files/project-lock.ts';
import { needsRecovery, recoverFolder } from '../files/replace-folder.ts';
import { type Cache, createCache, derive, Kind } from '../incremental/derive.ts';
import { type RunTools } from '../incremental/run-tools.ts';
import { createSecondCore } from '../incremental/second-core.ts';
import { compareProject } from './compare-project.ts';
import { composeModel } from './compose-model.ts';
import { discoverProject } from './discover-project.ts';
import { carryOut, type GenerateStep } from './carry-out.ts';
import { checkClient } from './generate/check-client.ts';
import { hashClient } from './generate/client-hash.ts';
import { generateClient } from './generate/generate-client.ts';
import { generatorVersion } from './generate/prisma-version.ts';
import { type LockEdit } from './lock/lock-change.ts';
import { type LockMode } from './lock/update-lock.ts';
import { type PipelineClock, startClock } from './pipeline-clock.ts';
import { type PipelineReport, reportRun, type RunResult } from './pipeline-report.ts';
import { type PreparedRun } from './prepared-run.ts';
import { noRememberedSchema, type RememberedSchema, rememberedSchema } from './remembered-schema.ts';
import { createValidation } from './validate/validation.ts';
import { type Changes } from './write/compare-with-disk.ts';

export { type Cache, createCache, noCache } from '../incremental/derive.ts';
export { type GenerateStep } from './carry-out.ts';
export { type PipelineReport, type PipelineStep } from './pipeline-report.ts';

export interface PipelineOptions {
  /** For example one with a warm renderer. @default generateClient */
  readonly generate?: GenerateStep;
  /** Compares only; nothing is written. @default false */
  readonly check?: boolean;
  /** What becomes of components.lock.json. @default 'write' */
  readonly lock?: LockMode;
  /**
   * The caller knows that there is something to write: the project's lock is taken first, and the project read once
   * instead of before and after.
   * @default false
   */
  readonly expectsChanges?: boolean;
  /** A decision about components to be carried out and written. @default none */
  readonly edit?: LockEdit;
  /** Makes the next run in this process quick; the result is the same without one. @default one for this run */
  readonly cache?: Cache;
  /** @default the disk */
  readonly files?: WritableFiles;
  /** Milliseconds from any start. @default performance.now */
  readonly now?: () => number;
}

/** What a run works with. */
interface Run extends Required<Pick<PipelineOptions, 'files' | 'generate'>>, RunTools {
  readonly config: ProjectConfig;
  readonly mode: LockMode;
  readonly edit: LockEdit | undefined;
  readonly clock: PipelineClock;
  readonly sound: RememberedSchema;
}

/**
 * discover, compose, validate, write, generate. Problems of the project and of the environment (a full disk, a
 * read-only tree) are in the report; a rejection is a bug. With an error nothing is written: the last good state stays.
 */
export async function runPipeline(
  config: ProjectConfig,
  options: PipelineOptions = {},
): Promise<PipelineReport> {
  const { files = diskFiles, generate = generateClient, check = false, cache = createCache() } = options;
  const { lock: mode = 'write', edit } = options;
  const core = createSecondCore();
  const clock = startClock(options.now);
  // One that says the same is the one of last time.
  const known = derive(cache, configs, '', [JSON.stringify(config)], () => config);
  // A process that stays needs the validator for its next run, when an author waits for it.
  const sound = options.cache ? noRememberedSchema : rememberedSchema(config.projectDir, files);
  const run: Run = { config: known, files, generate, cache, core, mode, edit, clock, sound };
  const placed: SchemaChange[] = [];
  let prepared: PreparedRun | undefined;
  const report = (result: RunResult) => reportRun(prepared, result, clock.timings);
  try {
    if (check || options.expectsChanges !== true) {
      prepared = await prepare(run);
      if (hasErrors(prepared.diagnostics)) return report({ outcome: 'problems' });
      const { changes, client } = prepared;
      const isFresh = await clock.step('generate', () => checkClient(client));
      if (check || (isFresh && isUnchanged(changes) && !needsRecovery(schemaFolder(config), files))) {
        if (!check) prepared.remember();
        return report({ outcome: 'ok', changes, generated: !isFresh });
      }
    }
    return await withProjectLock(config.projectDir, files, async () => {
      recoverFolder(schemaFolder(config), files);
      // Another run may have finished, and an author may have saved, while this one waited for its turn.
      prepared = await prepare(run);
      return report(await carryOut(run, prepared, (change) => placed.push(change)));
    });
  } catch (error) {
    const failure = describeFailure(error, config.projectDir);
    if (!failure) throw error;
    const write = placed.filter(({ text }) => text !== undefined);
    const remove = placed.filter(({ text }) => text === undefined).map(({ path }) => path);
    return reportFailure(prepared, failure, { outcome: 'environment', changes: { write, remove } }, clock);
  } finally {
    core.close();
  }
}

const configs = new Kind<ProjectConfig>();

/** Everything up to the first change: discover, compose, validate, and what write and generate will have to do. */
async function prepare({ config, files, cache, core, mode, edit, clock, sound }: Run): Promise<PreparedRun> {
  const tools: RunTools = { cache, core };
  const validation = createValidation(tools, undefined, sound);
  validation.prepare(() => files.list(`${config.projectDir}/${config.componentsDir}`).length);
  const found = await clock.step('discover', () => discoverProject(config, files, tools, edit));
  const complete = () => clock.inside('discover', found.complete);
  const composed = await clock.step('compose', () =>
    composeModel(config, { ...found, complete }, { files, cache, onTexts: validation.begin }),
  );
  const { plan, project, uses } = composed;
  const invalid = await clock.step('validate', () => validation.finish(plan));
  const compared = await clock.step('write', () =>
    compareProject(config, composed, { files, cache, lock: found.lock, mode }),
  );
  const hash = await clock.step('generate', () => hashClient(plan.schemaFiles, generatorVersion(), cache));
  return {
    model: plan,
    sources: project.sources,
    uses,
    changes: compared.changes,
    lock: compared.lock,
    lockBefore: found.lock.entries,
    diagnostics: [...composed.diagnostics, ...invalid, ...compared.diagnostics],
    client: {
      projectDir: config.projectDir,
      outputDir: `${config.generatedDir}/prisma`,
      files: plan.schemaFiles,
      hash,
    },
    loadCheck: validation.loadCheck,
    remember() {
      if (plan.diagnostics.length + invalid.length === 0) sound.remember(plan.schemaFiles);
    },
  };
}

function schemaFolder({ projectDir, schemaDir }: ProjectConfig): string {
  return `${projectDir}/${schemaDir}`;
}

function isUnchanged({ write, remove }: Changes): boolean {
  return write.length === 0 && remove.length === 0;
}

/** Of what was found only the model counts: the failure is the one thing to mend. */
function reportFailure(
  prepared: PreparedRun | undefined,
  failure: Diagnostic,
  result: RunResult,
  { timings }: PipelineClock,
): PipelineReport {
  return { ...reportRun(prepared, result, timings), diagnostics: [failure] };
}
