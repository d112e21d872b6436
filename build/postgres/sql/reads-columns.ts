import { parseScript } from './parse-script.ts';

/**
 * Says whether an expression reads columns of its row, which PostgreSQL allows in `GENERATED ALWAYS AS` and in no default.
 *
 * @returns undefined when PostgreSQL cannot read the expression at all
 */
export async function readsColumns(expression: string): Promise<boolean | undefined> {
  const { statements, problem } = await parseScript(`SELECT (${expression}\n)`);
  return problem ? undefined : hasColumnRef(statements.map(({ node }) => node));
}

function hasColumnRef(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return 'ColumnRef' in value || Object.values(value).some(hasColumnRef);
}
