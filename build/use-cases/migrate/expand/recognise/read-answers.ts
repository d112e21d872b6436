import { type Declared } from '../../../../model/scanned-source.ts';
import { columnName } from '../../../../model/names/list-constraint-names.ts';
import { listTableNames } from '../../../../model/names/list-table-names.ts';
import { type Diagnostic } from '../../../../diagnostics/diagnostic.ts';
import { type Answers } from './answers.ts';
import { expandCodes } from '../expand-codes.ts';

/** What was typed behind each flag. */
export interface AnswerFlags {
  readonly rename: readonly string[];
  readonly split: readonly string[];
  readonly drop: readonly string[];
  readonly fill: readonly string[];
  readonly back: readonly string[];
}

/**
 * Reads what the user said about changes: models and fields as the schema calls them, or tables and columns as the database
 * does; what is gone from the schema is called as the database calls it.
 */
export function readAnswers(
  flags: AnswerFlags,
  declared: readonly Declared[],
  settings: { readonly defaultSchema: string },
): { readonly answers: Answers; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const tables = listTableNames(declared, settings).filter(({ thing }) => thing === 'table');
  const tableOf = (name: string, flag: string) => {
    const found = tables.find(({ owner }) => owner.name === name) ?? tables.find((one) => one.name === name);
    if (!found) {
      diagnostics.push({
        code: expandCodes.unknownName,
        severity: 'error',
        message: `There is no model or table "${name}" in the schema (${flag}).`,
        hint: 'Name a model as the schema has it now.',
      });
    }
    return found;
  };
  const columnIn = (table: (typeof tables)[number], name: string): string => {
    const field = table.owner.fields.find((one) => one.name === name);
    return field ? columnName(field) : name;
  };
  const wrong = (flag: string, text: string, form: string): void => {
    diagnostics.push({
      code: 'CALL.INVALID',
      severity: 'error',
      message: `"${text}" is not what ${flag} takes.`,
      hint: `Write ${flag} ${form}.`,
    });
  };
  const sqlOf = (flag: string, list: readonly string[]) =>
    list.flatMap((text) => {
      const [, model, field, sql] = /^\s*([^.=\s]+)\.([^.=\s]+)\s*=([^]*\S[^]*)$/.exec(text) ?? [];
      if (model === undefined || field === undefined || sql === undefined) {
        wrong(flag, text, `'Model.field=SQL'`);
        return [];
      }
      const table = tableOf(model, flag);
      if (!table) return [];
      return [{ schema: table.schema, table: table.name, column: columnIn(table, field), sql: sql.trim() }];
    });

  const columns: Answers['renames'][number][] = [];
  const tableRenames: Answers['tableRenames'][number][] = [];
  for (const text of flags.rename) {
    const [, model, old, to] = /^([^.:]+)(?:\.([^.:]+))?:([^.:]+)$/.exec(text) ?? [];
    if (model === undefined || to === undefined) {
      wrong('--rename', text, 'Model.old:new, or OldTable:NewModel');
      continue;
    }
    const table = tableOf(old === undefined ? to : model, '--rename');
    if (!table) continue;
    const { schema, name } = table;
    if (old === undefined) tableRenames.push({ schema, from: model, to: name });
    else columns.push({ schema, table: name, from: old, to: columnIn(table, to) });
  }
  const splits = flags.split.flatMap((text) => {
    const [, from, to] = /^([^.:]+):([^.:]+)$/.exec(text) ?? [];
    if (from === undefined || to === undefined) {
      wrong('--split', text, 'Model:NewModel');
      return [];
    }
    const [table, into] = [tableOf(from, '--split'), tableOf(to, '--split')];
    if (!table || !into) return [];
    return [{ schema: table.schema, table: table.name, into: into.name, intoSchema: into.schema }];
  });
  const drops = flags.drop.flatMap((text) => {
    const [, model, column] = /^([^.:]+)\.([^.:]+)$/.exec(text) ?? [];
    if (model === undefined || column === undefined) {
      wrong('--drop', text, 'Model.column');
      return [];
    }
    const table = tableOf(model, '--drop');
    return table ? [{ schema: table.schema, table: table.name, column }] : [];
  });
  const answers = {
    renames: columns,
    tableRenames,
    splits,
    drops,
    fills: sqlOf('--fill', flags.fill),
    backs: sqlOf('--back', flags.back),
  };
  return { answers, diagnostics };
}
