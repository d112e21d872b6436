import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ComposedModel } from '../../../model/composed-model.ts';
import { schemaTexts } from '../../../model/schema-texts.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { findDrift } from '../replay/find-drift.ts';
import { replayHistory } from '../replay/replay-history.ts';
import { type Scripts, shapesOfScripts } from '../expand/recognise/compare-shapes.ts';
import { contractScripts } from './contract-scripts.ts';
import { expandCodes } from '../expand/expand-codes.ts';
import { editTexts } from '../expand/edits/edit-texts.ts';
import { type Expansion } from '../expand/read-expansions.ts';
import { editSchema } from '../expand/edits/schema-edit.ts';
import { type Compose } from '../../../pipeline/project/compose-with.ts';

export interface ContractInput {
  readonly history: HistoryLook;
  readonly expansion: Expansion;
  /** The authors' files, by path relative to the project. */
  readonly texts: ReadonlyMap<string, string>;
  readonly compose: Compose;
  readonly target: EngineTarget;
}

export interface ContractPlan {
  readonly scripts: readonly { readonly title: string; readonly sql: string }[];
  readonly texts: ReadonlyMap<string, string>;
  /** The project composed with them. */
  readonly model: ComposedModel;
}

/**
 * Works out the step that ends an expand step.
 *
 * @throws EngineError when the server cannot be used
 */
export async function planContract({
  history,
  expansion: { record, migration },
  texts,
  compose,
  target,
}: ContractInput): Promise<ContractPlan | { readonly diagnostics: readonly Diagnostic[] }> {
  const files = [...new Set(record.edits.map(({ file }) => file))];
  const edited = files.flatMap((file) => {
    const own = record.edits.filter((one) => one.file === file);
    return editSchema(texts.get(file) ?? '', own, 'between', 'final').missing;
  });
  if (edited.length > 0) {
    return {
      diagnostics: edited.map(({ file, model, between, final }) => ({
        code: expandCodes.schemaEdited,
        severity: 'error',
        message: `Model "${model}" has no line "${between.trim()}" any more, which "${migration.id}" put there.`,
        hint: `Put the line back: contract ${final === null ? 'takes it out' : `makes it "${final.trim()}"`} itself, with the migration that belongs to it.`,
        location: { file, line: 1, column: 1 },
      })),
    };
  }
  const replay = await replayHistory(history.replay, target);
  if (!replay.ok) return replay;
  // Another change would come along in the same step.
  if (replay.next.statements.length > 0) {
    return { diagnostics: findDrift(replay.next, history, history.versions) };
  }
  const finalTexts = editTexts(texts, record.edits, 'between', 'final');
  const final = await compose(finalTexts);
  if ('diagnostics' in final) return final;
  const finalSchema = schemaTexts(final.model);
  const expanded: Scripts = history.replay.migrations.map(({ id, sql }) => [id, sql]);
  const { external } = history.replay;
  try {
    const shapes = await shapesOfScripts(expanded, target);
    const scripts = await contractScripts({
      record,
      shapes,
      expanded,
      final: finalSchema,
      external,
      target,
    });
    const closed: Scripts = [...expanded, ...scripts.map(({ title, sql }) => [title, sql] as const)];
    const { isEmpty, text } = await diffSchemas(
      { kind: 'scripts', scripts: closed },
      { kind: 'files', files: finalSchema },
      { target, external },
    );
    if (isEmpty) return { scripts, texts: finalTexts, model: final.model };
    return { diagnostics: [refuse(`The schema would not fit after contract; it lacks: ${text.trim()}`)] };
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    return { diagnostics: [refuse(`The step fails on a throw-away database: ${error.message.trim()}`)] };
  }
}

function refuse(message: string): Diagnostic {
  return {
    code: expandCodes.fails,
    severity: 'error',
    message,
    hint: 'A later migration changed what this step removes: write the step by hand, see docs/migrations/zero-downtime.md.',
  };
}
