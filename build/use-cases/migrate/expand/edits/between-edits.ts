import { type Declared } from '../../../../model/scanned-source.ts';
import { scanTokens } from '../../../../prisma-language/scan-tokens.ts';
import { columnName } from '../../../../model/names/list-constraint-names.ts';
import { listTableNames } from '../../../../model/names/list-table-names.ts';
import { type Change, type TableName } from '../recognise/change.ts';
import { expandCodes } from '../expand-codes.ts';
import { editFieldLine, type FieldLineEdit } from '../../../../prisma-language/field-line.ts';
import { oldLines, type SchemaBetween } from './old-lines.ts';
import { type ChangeProblem } from '../open-changes.ts';
import { type SchemaEdit } from './schema-edit.ts';
import { columnOf, tableOf } from '../recognise/table-shape.ts';
import { keyOf } from '../../../../postgres/names/key-of.ts';

/**
 * What the authors' files say until contract: the old column is kept and ignored, and what is to be required is optional. In
 * this form schema and database agree, so that the next migration takes back nothing.
 */
export function betweenEdits(
  changes: readonly Change[],
  schema: SchemaBetween,
): { readonly edits: readonly SchemaEdit[]; readonly problems: readonly ChangeProblem[] } {
  const edits: SchemaEdit[] = [];
  const problems: ChangeProblem[] = [];
  const models = new Map(listTableNames(schema.declared, schema).map((one) => [keyOf(one), one.owner]));
  for (const change of changes) {
    const model = models.get(keyOf(change.table));
    if (!model || change.kind === 'rename-table') continue;
    if (model.source.file.startsWith('node_modules/')) {
      problems.push(inPackage(change.table, model));
      continue;
    }
    const { file } = model.source;
    const field = fieldEdit(change, schema);
    if (field) {
      const line = lineOf(model, field.column);
      const [between, final] = [field.between, field.final].map((edit) =>
        line === undefined ? undefined : editFieldLine(line, edit),
      );
      if (line === undefined || between === undefined || final === undefined) {
        problems.push(notOneLine(change.table, field.column));
        continue;
      }
      if (between !== line) edits.push({ file, model: model.name, original: line, between, final });
    }
    for (const line of oldLines(change, model, schema)) {
      edits.push({ file, model: model.name, original: null, between: line, final: null });
    }
  }
  return { edits, problems };
}

/** The field whose line changes, by its column in the schema as the author wrote it. */
function fieldEdit(
  change: Exclude<Change, { kind: 'rename-table' }>,
  { after }: SchemaBetween,
): { readonly column: string; readonly between: FieldLineEdit; readonly final: FieldLineEdit } | undefined {
  if (change.kind === 'require') return { column: change.column, between: { isOptional: true }, final: {} };
  if (change.kind !== 'move') return undefined;
  const table = tableOf(after, change.table);
  const isRename = table !== undefined && columnOf(table, change.to) !== undefined;
  const column = isRename ? change.to : change.from;
  const map = isRename ? {} : { map: change.to };
  const hasDefault = table !== undefined && (columnOf(table, column)?.default ?? null) !== null;
  // With a default the database would fill it before the trigger sees what the old column says.
  const without = hasDefault ? { without: 'default' } : {};
  return { column, between: { isOptional: true, ...map, ...without }, final: map };
}

function lineOf(model: Declared, column: string): string | undefined {
  const field = model.fields.find((one) => columnName(one) === column);
  if (!field) return undefined;
  const { text } = model.source;
  const start = text.lastIndexOf('\n', field.offset) + 1;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
  const brackets = scanTokens(line).filter(({ kind }) => kind === 'symbol');
  const count = (bracket: string): number => brackets.filter(({ text: one }) => one === bracket).length;
  return count('(') === count(')') ? line : undefined;
}

function inPackage(table: TableName, { component }: Declared): ChangeProblem {
  return {
    code: expandCodes.unsupported,
    table,
    message: `"${table.name}" is declared in the npm package of component "${component}", where nothing can be kept until contract.`,
    hint: 'Make the steps in the repository of the package, and publish a version for each.',
  };
}

function notOneLine(table: TableName, column: string): ChangeProblem {
  return {
    code: expandCodes.unsupported,
    table,
    column,
    message: `The field of "${table.name}"."${column}" cannot be read as one line.`,
    hint: 'Write the field on one line.',
  };
}
