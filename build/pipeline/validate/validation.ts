import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { derive, isDerived, Kind } from '../../incremental/derive.ts';
import { type RunTools } from '../../incremental/run-tools.ts';
import { type OutputPlan } from '../compose/output-plan.ts';
import { affectedSchema } from './affected-schema.ts';
import { type ComposedFiles, type SchemaText } from './composed-files.ts';
import { independentParts } from './independent-parts.ts';
import { loadPrismaLint, type PrismaLint } from './prisma-lint.ts';
import { noSoundSchemas, type SoundSchemas } from './sound-schemas.ts';
import { validatePlan } from './validate-plan.ts';

/** Fewer files are checked sooner than a thread is ready. */
const fewestForTwo = 300;

/** Prisma's checks of one run. */
export interface Validation {
  /** Loads the validator on the other core when enough schema files (about) are to come. */
  readonly prepare: (count: () => number) => void;
  /** Hands over the texts of the plan: the other core begins to check them while the plan is completed. */
  readonly begin: (schema: ComposedFiles) => void;
  /** What Prisma refuses; asked again only about what a change since the last sound plan can reach. */
  readonly finish: (plan: OutputPlan) => Promise<readonly Diagnostic[]>;
  /** Tells whether Prisma can load a schema of some files. */
  readonly loadCheck: () => Promise<(schema: ReadonlyMap<string, string>) => boolean>;
}

/** What was found in a plan that had no problems of its own. */
interface Verdict {
  readonly plan: ComposedFiles;
  readonly diagnostics: readonly Diagnostic[];
}

interface SharedParts {
  readonly schemaFiles: ComposedFiles['schemaFiles'];
  readonly parts: readonly (readonly SchemaText[])[];
  readonly isSound: (part: number) => boolean;
}

const verdicts = new Kind<Verdict>();
const lints = new Kind<Promise<PrismaLint>>();
const besides = new Kind<readonly Diagnostic[]>();
const lintTask = new URL('./lint-task.js', import.meta.url);

export function createValidation(
  { cache, core }: RunTools,
  load: () => Promise<PrismaLint> = loadPrismaLint,
  sound: SoundSchemas = noSoundSchemas,
): Validation {
  const isFirst = !isDerived(cache, verdicts, '');
  let lint: PrismaLint | undefined;
  let begun: SharedParts | undefined;
  // Even of a module that is there, an import takes a way through the loader's thread.
  const loaded = async () => (lint ??= await derive(cache, lints, '', [load], load));
  return {
    prepare(count) {
      if (isFirst && sound.isEmpty() && count() > fewestForTwo) core.prepare({ module: lintTask });
    },
    begin(schema) {
      const { schemaFiles } = schema;
      const isLarge = isFirst && schemaFiles.length > fewestForTwo;
      const parts = isLarge && !sound.has(schemaFiles) ? independentParts(schema) : undefined;
      if (!parts) return;
      const work = (part: readonly SchemaText[]) => lint?.(part).length === 0;
      const isSound = core.share({ module: lintTask, work, answersOfMessage: 1 }, parts);
      begun = { schemaFiles, parts, isSound };
    },
    async finish(plan) {
      const { diagnostics, schemaFiles } = plan;
      // Headers name the authors' files, so equal texts also mean equal places.
      const from = schemaFiles.flatMap(({ path, text }) => [path, text]);
      if (isFirst && diagnostics.length === 0 && sound.has(schemaFiles)) {
        return derive(cache, verdicts, '', from, () => ({ plan, diagnostics: [] })).diagnostics;
      }
      const check = await loaded();
      // Problems of ours are in the plan, and what Prisma says about the same places is not repeated.
      if (diagnostics.length > 0) return derive(cache, besides, '', [plan], () => validatePlan(plan, check));
      const shared = begun?.schemaFiles === schemaFiles ? begun : undefined;
      return derive(cache, verdicts, '', from, (before) => {
        const isSound = shared ? areSound(shared) : isFoundSound(plan, before, check);
        return { plan, diagnostics: isSound ? [] : validatePlan(plan, check) };
      }).diagnostics;
    },
    async loadCheck() {
      const check = await loaded();
      return (schema) => check([...schema]).every(({ isWarning }) => isWarning);
    },
  };
}

function areSound({ parts, isSound }: SharedParts): boolean {
  return parts.every((_, part) => isSound(part));
}

/** True when Prisma finds nothing in parts that stand for the whole; false only means that the whole must be asked about. */
function isFoundSound(plan: OutputPlan, before: Verdict | undefined, lint: PrismaLint): boolean {
  const part = before?.diagnostics.length === 0 ? affectedSchema(before.plan, plan) : undefined;
  const parts = part ? [part] : independentParts(plan);
  return parts?.every((one) => lint(one).length === 0) ?? false;
}
