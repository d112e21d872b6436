import { types } from 'node:util';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { type EngineTarget } from '../../../postgres/throw-away/engine-target.ts';
import { type HistoryLook } from '../look-at-history.ts';
import { type Scripts, shapesOfScripts, type SchemaFiles } from './recognise/compare-shapes.ts';
import { contractScripts } from '../contract/contract-scripts.ts';
import { expandCodes } from './expand-codes.ts';
import { type ExpandRecord } from './expand-record.ts';

/** Both steps on throw-away databases; undefined: schema and database agree after each. */
export async function proveSteps(
  expanded: Scripts,
  {
    record,
    between,
    final,
  }: { readonly record: ExpandRecord; readonly between: SchemaFiles; readonly final: SchemaFiles },
  { history, target }: { readonly history: HistoryLook; readonly target: EngineTarget },
  probes: readonly string[],
): Promise<Diagnostic | undefined> {
  const { external } = history.replay;
  const options = { target, external };
  const refuse = (message: string): Diagnostic => ({
    code: expandCodes.fails,
    severity: 'error',
    message,
    hint: 'Take this change out of the schema for now, or write its steps by hand: docs/migrations/zero-downtime.md.',
  });
  try {
    const shapes = await shapesOfScripts(expanded, target, probes);
    const middle = await diffSchemas(
      { kind: 'scripts', scripts: expanded },
      { kind: 'files', files: between },
      options,
    );
    if (!middle.isEmpty)
      return refuse(`The schema would not fit after expand; it lacks: ${middle.text.trim()}`);
    const contract = await contractScripts({ record, shapes, expanded, final, external, target });
    const closed: Scripts = [...expanded, ...contract.map(({ title, sql }) => [title, sql] as const)];
    const end = await diffSchemas(
      { kind: 'scripts', scripts: closed },
      { kind: 'files', files: final },
      options,
    );
    if (end.isEmpty) return undefined;
    return refuse(`The schema would not fit after contract; it lacks: ${end.text.trim()}`);
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    return refuse(`The steps fail on a throw-away database: ${error.message.trim()}`);
  }
}
