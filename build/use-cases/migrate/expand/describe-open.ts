import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type Owners } from '../owners.ts';
import { type RenameTable, type TableName } from './recognise/change.ts';
import { expandCodes } from './expand-codes.ts';
import { type ChangeProblem, type OpenQuestion } from './open-changes.ts';

export function describeProblem(
  { code, table, column, message, hint }: ChangeProblem,
  owners: Owners,
): Diagnostic {
  return { code, severity: 'error', message, hint, ...placeOf(table, column, owners) };
}

/** The calls that answer it can be pasted behind the command. */
export function describeQuestion({ table, column, choices }: OpenQuestion, owners: Owners): Diagnostic {
  const what = column === undefined ? `Table "${table.name}"` : `"${table.name}"."${column}"`;
  const calls = choices.map((choice) => `tessera migrate expand ${choice}`);
  return {
    code: expandCodes.ambiguous,
    severity: 'error',
    message: `${what} is gone from the schema, and what becomes of its values is not guessed.`,
    hint:
      calls.length > 0
        ? `Say it: ${calls.join(', or ')}.`
        : `A new name is said by --rename ${table.name}:<Model>. A table that is not needed any more goes with its component: tessera component retire.`,
    ...placeOf(table, undefined, owners),
  };
}

/** Its way back is written by hand, and knows of nothing else. */
export function notAlone({ table, from }: RenameTable, owners: Owners): Diagnostic {
  return {
    code: expandCodes.unsupported,
    severity: 'error',
    message: `Table "${from}" gets the name "${table.name}", and something else changes in the same step.`,
    hint: 'Rename the table in a step of its own: take the other changes out of the schema until it is written.',
    ...placeOf(table, undefined, owners),
  };
}

function placeOf({ schema, name }: TableName, column: string | undefined, owners: Owners) {
  const owner = owners.of({ kind: 'table', schema, name, ...(column === undefined ? {} : { column }) });
  return {
    ...(owner ? { component: owner.component } : {}),
    ...(owner?.location ? { location: owner.location } : {}),
  };
}
