import { type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type Aliases } from './locate-failure.ts';
import { type FailedStatement } from './run-statements.ts';

/** SQLSTATEs of what comes of an earlier failure: something is not there. */
const missing: ReadonlySet<string> = new Set(['42P01', '42703', '42704', '42883']);
/** Something is still in use. */
const inUse = '2BP01';

/**
 * Failures that are not the consequence of one before: of a thing whose making has failed not every use is told, nor that its
 * old form is in use.
 *
 * @param aliases other names a thing has in the course of the script
 */
export function leaveOutConsequences(
  failed: readonly FailedStatement[],
  aliases: Aliases,
): FailedStatement[] {
  const unmade = new Set<string>();
  const kept = new Set<string>();
  return failed.filter(({ statement, refusal: { code } }) => {
    const isConsequence =
      (missing.has(code) && statement.objects.some(({ name }) => unmade.has(name))) ||
      (code === inUse && statement.objects.some(({ name }) => kept.has(name)));
    for (const name of madeNames(statement)) unmade.add(name);
    for (const name of typesIn(statement, aliases)) kept.add(name);
    return !isConsequence;
  });
}

/** What the statement would have made, and the tables in which it would have. */
function madeNames({ objects }: SqlStatement): string[] {
  return objects.flatMap(({ touch, name, newName }) =>
    touch === 'create' ? [name] : touch === 'rename' && newName !== undefined ? [newName] : [],
  );
}

/** Types by all their names. */
function typesIn({ objects }: SqlStatement, aliases: Aliases): string[] {
  const names = new Set(objects.filter(({ kind }) => kind === 'type').map(({ name }) => name));
  for (const name of names) for (const alias of aliases.get(name) ?? []) names.add(alias);
  return [...names];
}
