import { availableParallelism } from 'node:os';
import { type OutputPlan } from '../compose/output-plan.ts';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { affectedSchema } from './affected-schema.ts';
import { type ComposedFiles } from './composed-files.ts';
import { independentParts } from './independent-parts.ts';
import { areSound, beginJudgement, type PartsJudgement } from './judge-parts.ts';
import { LintThread } from './lint-thread.ts';
import { loadPrismaLint, type PrismaLint } from './prisma-lint.ts';
import { validatePlan } from './validate-plan.ts';

/** Fewer files are judged sooner than a thread is ready. */
const fewestForTwo = 300;

/** Prisma's judgement for one warm process. */
export interface PlanValidator {
  /** Starts the second thread when so many schema files (about) are worth it: it loads the validator while they are read. */
  prepare(files: number): void;
  /**
   * Hands over the texts of the next plan: another core begins to judge them while the plan is completed. Done once more
   * when others become known.
   */
  begin(schema: ComposedFiles): void;
  /** What Prisma refuses; asked again only about what a change can reach. */
  validate(plan: OutputPlan): Promise<readonly Diagnostic[]>;
  /** True when Prisma can load a schema of these files. */
  isLoadable(schema: ReadonlyMap<string, string>): boolean;
}

export function createPlanValidator(load: () => Promise<PrismaLint> = loadPrismaLint): PlanValidator {
  let lint: PrismaLint | undefined;
  let thread: LintThread | undefined;
  let begun: (PartsJudgement & Pick<ComposedFiles, 'schemaFiles'>) | undefined;
  let last: { readonly plan: OutputPlan; readonly diagnostics: readonly Diagnostic[] } | undefined;
  return {
    prepare(files) {
      if (!last && files > fewestForTwo && availableParallelism() > 1) thread ??= new LintThread();
    },
    begin(schema) {
      if (!thread || (begun && hasSameSchema(schema, begun))) return;
      const parts = independentParts(schema);
      if (begun) {
        thread.stop();
        thread = parts && new LintThread();
      }
      begun = parts && { ...beginJudgement(parts, thread), schemaFiles: schema.schemaFiles };
    },
    async validate(plan) {
      if (last && plan.diagnostics.length === 0 && hasSameSchema(plan, last.plan)) return last.diagnostics;
      lint ??= await load();
      const isClear = plan.diagnostics.length === 0 && (await isSound(plan, last, lint, begun));
      thread?.stop();
      thread = undefined;
      begun = undefined;
      const diagnostics = isClear ? [] : validatePlan(plan, lint);
      last = plan.diagnostics.length === 0 ? { plan, diagnostics } : undefined;
      return diagnostics;
    },
    isLoadable(schema) {
      return lint?.([...schema]).every(({ isWarning }) => isWarning) ?? false;
    },
  };
}

/** True when Prisma finds nothing in parts that stand for the whole; false only means that the whole must be asked about. */
async function isSound(
  plan: OutputPlan,
  last: { readonly plan: OutputPlan; readonly diagnostics: readonly Diagnostic[] } | undefined,
  lint: PrismaLint,
  begun: PartsJudgement | undefined,
): Promise<boolean> {
  if (begun) return areSound(begun, lint);
  const part = last?.diagnostics.length === 0 ? affectedSchema(last.plan, plan) : undefined;
  const parts = part ? [part] : independentParts(plan);
  return parts !== undefined && areSound(beginJudgement(parts), lint);
}

/** Headers name the authors' files, so equal texts also mean equal places. */
function hasSameSchema(a: Pick<OutputPlan, 'schemaFiles'>, b: Pick<OutputPlan, 'schemaFiles'>): boolean {
  return (
    a.schemaFiles.length === b.schemaFiles.length &&
    a.schemaFiles.every(({ path, text }, index) => {
      const other = b.schemaFiles[index];
      return path === other?.path && text === other.text;
    })
  );
}
