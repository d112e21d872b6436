import path from 'node:path';
import { type ProjectConfig } from '../../../config/project-config.ts';
import { loadProjectConfig } from '../../../config/load-project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import {
  done,
  environmentFault,
  type Outcome,
  partly,
  refused,
  unchanged,
} from '../../../diagnostics/outcome.ts';
import { wrongCall } from '../../../diagnostics/wrong-call.ts';
import { describeFailure } from '../../../files/describe-failure.ts';
import { diskFiles } from '../../../files/disk-files.ts';
import { isComponentName, nameProblem } from '../../../pipeline/discover/component-name.ts';
import { runPipeline } from '../../../pipeline/pipeline.ts';
import { composeWith } from '../../../pipeline/project/compose-with.ts';
import { type LoadedProject, loadProject } from '../../../pipeline/project/load-project.ts';
import { writeWhole } from '../write-whole.ts';
import { checkPrismaReads } from './check-prisma-reads.ts';
import { extractCodes } from './extract-codes.ts';
import { type ExtractionPlan, type ExtractReport, type ExtractRequest } from './extraction.ts';
import { beginExtraction } from './extraction-journal.ts';
import { listCodeUses } from './list-code-uses.ts';
import { moveLines } from './move-lines.ts';
import { planExtraction } from './plan-extraction.ts';
import { proveNeutral } from './prove-neutral.ts';
import { configWith, requireNew } from './require-new.ts';
import { undoExtraction } from './undo-extraction.ts';

/**
 * Moves models, and the enums only they use, into a component of their own, and proves before that the database and the
 * client stay as they are.
 */
export async function extractComponent(request: ExtractRequest): Promise<Outcome<ExtractReport>> {
  const { projectDir, name, models } = request;
  if (models.length === 0) {
    return environmentFault([wrongCall('Say which models move: --models Invoice,InvoiceLine.')]);
  }
  const loaded = await loadProject(projectDir);
  if (loaded.kind !== 'done') return unchanged(loaded);
  const project = loaded.value;
  const taken = checkName(name, project);
  if (taken) return taken.code === 'CALL.INVALID' ? environmentFault([taken]) : refused([taken]);
  const planned = planExtraction(name, models, project.components);
  if (!planned.ok) return refused(planned.diagnostics);
  const { plan } = planned;
  const made = makeTexts(name, plan, project.config);
  if ('diagnostic' in made) return refused([made.diagnostic]);
  const moved = plan.moved.map(({ declaration }) => declaration.block.name).sort();
  const { componentsDir, generatedDir } = project.config;
  const report: ExtractReport = {
    component: name,
    from: plan.from.name,
    moved,
    files: [...made.texts.keys()],
    isMigrationEmpty: false,
    code: listCodeUses(projectDir, moved, [componentsDir, generatedDir], diskFiles),
    done: false,
  };
  const after = await composeWith(made.config)(made.texts);
  if ('diagnostics' in after) return refused(after.diagnostics, report);
  const changes = await proveNeutral(project.model, after.model);
  if (changes.length > 0) return refused(changes, report);
  const proved = { ...report, isMigrationEmpty: true };
  const reads = checkPrismaReads(plan.from, project.config, diskFiles, request.dryRun ? 'warning' : 'error');
  if (request.dryRun) return done(proved, reads);
  return reads.length > 0 ? refused(reads, proved) : await carryOut(request, made.texts, proved);
}

async function carryOut(
  { projectDir, name }: ExtractRequest,
  texts: ReadonlyMap<string, string>,
  report: ExtractReport,
): Promise<Outcome<ExtractReport>> {
  let problems: readonly Diagnostic[];
  try {
    beginExtraction(projectDir, name, texts);
    for (const [file, text] of texts) {
      diskFiles.makeFolder(path.posix.dirname(`${projectDir}/${file}`));
      writeWhole(`${projectDir}/${file}`, text);
    }
    const loaded = await loadProjectConfig(projectDir);
    const composed = loaded.ok ? await runPipeline(loaded.config) : undefined;
    if (composed?.ok === true) return done({ ...report, done: true });
    problems = loaded.ok ? (composed?.diagnostics ?? []) : loaded.diagnostics;
  } catch (error) {
    const failure = describeFailure(error, projectDir);
    if (!failure) throw error;
    problems = [failure];
  }
  const undone = await undoExtraction(projectDir, name);
  if (undone.kind === 'done') return environmentFault(problems, report);
  return partly(report, [`Take back what was written: tessera component extract ${name} --undo.`], problems);
}

/** The texts that are written, and the settings they are composed with. */
function makeTexts(
  name: string,
  plan: ExtractionPlan,
  config: ProjectConfig,
):
  | { readonly texts: ReadonlyMap<string, string>; readonly config: ProjectConfig }
  | { readonly diagnostic: Diagnostic } {
  const { projectDir, componentsDir } = config;
  const files = new Set([
    ...plan.moved.map(({ source }) => source.file),
    ...plan.relations.flatMap(({ kept, completed }) => [
      kept.of.source.file,
      ...(completed ? [completed.of.source.file] : []),
    ]),
  ]);
  const raw = new Map(
    [...files].map((file) => [
      file,
      Buffer.from(diskFiles.read(`${projectDir}/${file}`) ?? '').toString('utf8'),
    ]),
  );
  const folder = `${componentsDir}/${name}`;
  const texts = new Map(moveLines(plan, raw, `${folder}/prisma/schema.prisma`));
  texts.set(`${folder}/component.json`, `${JSON.stringify({ requires: plan.requires }, null, 2)}\n`);
  if (!plan.sourceRequiresNew) return { texts, config };
  const required = requireNew(plan.from, name, config, diskFiles);
  if ('diagnostic' in required) return required;
  texts.set(required.file, required.text);
  return { texts, config: configWith(config, plan.from, name) };
}

function checkName(name: string, { components, recorded, config }: LoadedProject): Diagnostic | undefined {
  if (!isComponentName(name)) {
    const problem = nameProblem(name) ?? { message: `"${name}" is no component name.`, hint: '' };
    return {
      ...{ code: 'CALL.INVALID', severity: 'error' as const, message: problem.message },
      hint: problem.hint.replace('Rename the folder', 'Change the name'),
    };
  }
  const folder = `${config.componentsDir}/${name}`;
  const isThere = diskFiles.entry(`${config.projectDir}/${folder}`) !== undefined;
  if (!isThere && !recorded.has(name) && !components.some((one) => one.name === name)) return undefined;
  return {
    code: extractCodes.occupied,
    severity: 'error',
    message: isThere
      ? `${folder} exists: nothing was written over it.`
      : `There is a component "${name}" already.`,
    hint: 'Choose another name.',
  };
}
