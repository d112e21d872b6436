import { each, isAbsent, isArguments } from '../access/query-arguments.ts';
import { type Condition } from './row-limits.ts';

/** Whether Prisma takes a condition as it is written: it leaves out what is undefined, and finds every row by nothing. */
export function isCompleteCondition(condition: Condition): boolean {
  return isComplete(condition);
}

function isComplete(value: unknown, key?: string): boolean {
  if (isAbsent(value)) return false;
  if (Array.isArray(value)) {
    const isOpen = value.length === 0 && (key === 'AND' || key === 'NOT');
    return !isOpen && value.every((one: unknown) => isComplete(one));
  }
  if (!isArguments(value)) return true;
  let complete = Object.keys(value).length > 0;
  each(value, (name, inner) => {
    complete &&= isComplete(inner, name);
    return inner;
  });
  return complete;
}
