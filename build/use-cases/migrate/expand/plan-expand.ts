import { listDeclared } from '../../../model/names/list-declared.ts';
import { type ComposedModel } from '../../../model/composed-model.ts';
import { schemaTexts } from '../../../model/schema-texts.ts';
import { type DiscoveredComponent } from '../../../model/discovered-component.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { UnreadableScriptError } from '../../../postgres/sql/read-script.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { type Answers } from './recognise/answers.ts';
import { arrangeScript } from './arrange-script.ts';
import { backfillText } from './backfill-text.ts';
import { betweenEdits } from './edits/between-edits.ts';
import { type Scripts, shapesOfSchema, shapesOfScripts } from './recognise/compare-shapes.ts';
import { type Change } from './recognise/change.ts';
import { describeProblem, describeQuestion, notAlone } from './describe-open.ts';
import { expandCodes } from './expand-codes.ts';
import { type ExpandRecord } from './expand-record.ts';
import { editTexts } from './edits/edit-texts.ts';
import { type OpenQuestion } from './open-changes.ts';
import { proveSteps } from './prove-steps.ts';
import { recogniseChanges } from './recognise/recognise-changes.ts';
import { renameTableDown } from './sql/rename-table-down.ts';
import { sqlNames } from '../../../postgres/names/sql-names.ts';
import { writeStepSql } from './sql/write-step-sql.ts';
import { groupByLock } from './group-by-lock.ts';
import { isQualified } from './is-qualified.ts';
import { type Compose } from '../../../pipeline/project/compose-with.ts';

export interface ExpandInput {
  readonly history: HistoryLook;
  readonly components: readonly DiscoveredComponent[];
  readonly answers: Answers;
  /** What the step is called, by what changes. */
  readonly titleOf: (changes: readonly Change[]) => string;
  /** By the path of an author's file, relative to the project. */
  readonly compose: Compose;
  readonly target: EngineTarget;
}

/** Everything that is to be written; nothing is yet. */
export interface ExpandPlan {
  /** One migration each, in their order. */
  readonly scripts: readonly { readonly title: string; readonly sql: string; readonly down?: string }[];
  readonly record: ExpandRecord;
  readonly backfills: readonly { readonly name: string; readonly text: string }[];
  /** The authors' files as they are until contract. */
  readonly texts: ReadonlyMap<string, string>;
  /** The project composed with them. */
  readonly model: ComposedModel;
}

/** Why there is no plan. */
export interface ExpandRefusal {
  readonly diagnostics: readonly Diagnostic[];
  /** What has to be answered first: each is the diagnostic at its place. */
  readonly questions?: readonly OpenQuestion[];
}

/**
 * Splits what the schema asks for into a step that the running version survives, and one that follows when it is gone. Both
 * are proven on throw-away databases: after the first the schema with the old fields fits exactly, after the second the
 * schema as the author wrote it.
 *
 * @returns what to write, or why not, with the questions when only they are open; `nothing` when no change needs steps
 * @throws EngineError when the server cannot be used
 */
export async function planExpand(input: ExpandInput): Promise<ExpandPlan | ExpandRefusal | 'nothing'> {
  try {
    return await plan(input);
  } catch (error) {
    if (!(error instanceof UnreadableScriptError)) throw error;
    return { diagnostics: [unreadableStep(error)] };
  }
}

/** The SQL of a flag is part of the steps. */
function unreadableStep({ message }: UnreadableScriptError): Diagnostic {
  return {
    code: expandCodes.fails,
    severity: 'error',
    message: `The steps cannot be written: ${message}.`,
    hint: 'Correct the SQL of --fill and --back, or take this change out of the schema for now.',
  };
}

async function plan(input: ExpandInput): Promise<ExpandPlan | ExpandRefusal | 'nothing'> {
  const { history, components, answers, titleOf, compose, target } = input;
  const { migrations, schemaFiles, external } = history.replay;
  const committed: Scripts = migrations.map(({ id, sql }) => [id, sql]);
  const isExternal = ({ schema, name }: { readonly schema: string; readonly name: string }): boolean =>
    external.tables.includes(`${schema}.${name}`);
  const before = (await shapesOfScripts(committed, target)).filter((one) => !isExternal(one));
  const after = await shapesOfSchema(schemaFiles, target);
  const found = recogniseChanges(before, after, answers);
  const { changes } = found;
  const { owners, config } = history;
  const declared = listDeclared(components);
  const { edits, problems } = betweenEdits(changes, {
    declared,
    defaultSchema: config.defaultSchema,
    before: found.before,
    after,
  });
  const questions = found.questions.map((one) => describeQuestion(one, owners));
  const broken = [...found.problems, ...problems].map((one) => describeProblem(one, owners));
  if (broken.length > 0) return { diagnostics: [...questions, ...broken] };
  if (questions.length > 0) return { diagnostics: questions, questions: found.questions };
  if (changes.length === 0) return 'nothing';
  const title = titleOf(changes);

  const authored = new Map(
    components.flatMap(({ schemas }) => schemas.map(({ file, text }) => [file, text])),
  );
  const texts = editTexts(authored, edits, 'original', 'between');
  const between = await compose(texts);
  if ('diagnostics' in between) return between;
  const final = await compose(editTexts(texts, edits, 'between', 'final'));
  if ('diagnostics' in final) return final;

  const betweenSchema = schemaTexts(between.model);
  const names = sqlNames(isQualified(schemaFiles));
  const steps = changes.map((change) => writeStepSql(change, names));
  const first = steps.flatMap((step) => step.first ?? []);
  const options = { target, external };
  const prepared: Scripts = first.length === 0 ? committed : [...committed, ['first', first.join('\n')]];
  const { text, isEmpty } = await diffSchemas(
    prepared.length === 0 ? { kind: 'empty' } : { kind: 'scripts', scripts: prepared },
    { kind: 'files', files: betweenSchema },
    options,
  );
  const arranged = await arrangeScript(isEmpty ? '' : text);
  const main = [...first, ...arranged.statements, ...steps.flatMap((step) => step.expand ?? [])];
  const renamed = changes.find((change) => change.kind === 'rename-table');
  const down = renamed && (await renameTableDown(renamed, arranged.statements, names));
  if (renamed && (changes.length > 1 || arranged.alone.length > 0 || down === undefined)) {
    return { diagnostics: [notAlone(renamed, owners)] };
  }
  const groups = await groupByLock(main);
  const scripts = [
    ...groups.map((sql, at) => ({
      title: at === 0 ? `${title}_expand` : `${title}_expand_${String(at + 1)}`,
      sql: `${header(title)}${sql.join('\n\n')}\n`,
      ...(down === undefined ? {} : { down }),
    })),
    ...arranged.alone.map((sql, at) => ({ title: `${title}_index_${String(at + 1)}`, sql: `${sql}\n` })),
  ];
  const fills = steps.flatMap(({ fill }) => fill ?? []);
  const backfills = fills.map((fill, at) => ({
    name: fills.length === 1 ? title : `${title}_${String(at + 1)}`,
    text: backfillText(fill, isQualified(schemaFiles)),
  }));
  const record: ExpandRecord = {
    expandVersion: 1,
    title,
    changes: [...changes],
    edits: [...edits],
    backfills: backfills.map(({ name }) => name),
    validate: [...arranged.validate],
  };
  const expanded: Scripts = [...committed, ...scripts.map(({ title: name, sql }) => [name, sql] as const)];
  const both = { record, between: betweenSchema, final: schemaTexts(final.model) };
  const wrong = await proveSteps(expanded, both, input, [...steps.flatMap((step) => step.probes ?? [])]);
  if (wrong) return { diagnostics: [wrong] };
  return { scripts, record, backfills, texts, model: between.model };
}

function header(title: string): string {
  return `-- Written by "tessera migrate expand": both versions of the app can use what is here.\n-- "tessera migrate contract" ends it (${title}).\n\n`;
}
