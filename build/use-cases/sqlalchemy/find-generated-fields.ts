import { readsColumns } from '../../postgres/sql/reads-columns.ts';
import { type DMMF } from './dmmf.ts';

/**
 * The fields whose `dbgenerated("…")` is the expression of a generated column. An expression PostgreSQL cannot read stays
 * the default it is written as: the models repeat it, and the plan of the migration refuses it.
 */
export async function findGeneratedFields({ models }: DMMF.Datamodel): Promise<ReadonlySet<DMMF.Field>> {
  const found = new Set<DMMF.Field>();
  for (const field of models.flatMap(({ fields }) => fields)) {
    const expression = dbgeneratedText(field);
    if (expression !== undefined && (await readsColumns(expression))) found.add(field);
  }
  return found;
}

function dbgeneratedText({ default: given }: DMMF.Field): string | undefined {
  if (typeof given !== 'object' || !('name' in given) || given.name !== 'dbgenerated') return undefined;
  const [text] = given.args;
  return text === undefined ? undefined : String(text);
}
