import { type SqlObject } from '../../sql/sql-statement.ts';
import { type FailedStatement } from './run-statements.ts';

/** SQLSTATEs of what comes of an earlier failure: something is not there, there already, or still in use. */
const consequential: ReadonlySet<string> = new Set([
  '42P01',
  '42703',
  '42704',
  '42883',
  '42P07',
  '42710',
  '42701',
  '2BP01',
]);

/** Failures that are not the consequence of one before: of a thing whose making has failed not every use is told. */
export function leaveOutConsequences(failed: readonly FailedStatement[]): FailedStatement[] {
  const missing = new Set<string>();
  return failed.filter(({ statement, refusal }) => {
    const names = statement.objects.flatMap(namesOf);
    const isConsequence = consequential.has(refusal.code) && names.some((name) => missing.has(name));
    for (const name of statement.objects.filter(isChanged).flatMap(namesOf)) missing.add(name);
    return !isConsequence;
  });
}

function isChanged({ touch }: SqlObject): boolean {
  return touch !== 'read' && touch !== 'refer';
}

function namesOf({ name, newName, schema }: SqlObject): string[] {
  return [name, ...(newName === undefined ? [] : [newName])].map((one) => `${schema ?? ''}\n${one}`);
}
