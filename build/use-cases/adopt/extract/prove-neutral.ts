import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ComposedModel } from '../../../model/composed-model.ts';
import { schemaTexts } from '../../../model/schema-texts.ts';
import { diffSchemas } from '../../../prisma-engine/diff-schemas.ts';
import { extractCodes } from './extract-codes.ts';

type Composed = Pick<ComposedModel, 'schemaFiles' | 'sources' | 'opposites'>;

/** What would change in the database or in the client between two composed schemas; empty: nothing does. */
export async function proveNeutral(before: Composed, after: Composed): Promise<Diagnostic[]> {
  const found: Diagnostic[] = [];
  const difference = await diffSchemas(
    { kind: 'files', files: schemaTexts(before) },
    { kind: 'files', files: schemaTexts(after) },
  );
  if (!difference.isEmpty) {
    const sql = difference.text.replaceAll(/--.*$/gm, '').replaceAll(/\s+/g, ' ').trim();
    found.push(notNeutral(`The database would have to change: ${sql}`));
  }
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const lost = [...old].filter((one) => !now.has(one));
  const added = [...now].filter((one) => !old.has(one));
  if (lost.length + added.length > 0) {
    const words = [...lost.map((one) => `without ${one}`), ...added.map((one) => `with ${one}`)].join(', ');
    found.push(notNeutral(`The client would change: ${words}.`));
  }
  return found;
}

/** `Invoice.lines: InvoiceLine[]` of every model, those added for the other side of a relation too, and the values of every enum. */
function fieldsOf({ sources, opposites }: Composed): ReadonlySet<string> {
  const written = sources.flatMap(({ declared }) =>
    declared.flatMap(({ name: model, fields }) => fields.map((field) => describeField(model, field))),
  );
  const added = opposites.map(({ owner, name, author, isList }) =>
    describeField(owner.name, { name, type: author.name, isList }),
  );
  return new Set([...written, ...added]);
}

function describeField(
  model: string,
  {
    name,
    type,
    isList,
  }: { readonly name: string; readonly type: string | undefined; readonly isList: boolean },
): string {
  return `${model}.${name}${type === undefined ? '' : `: ${type}`}${isList ? '[]' : ''}`;
}

function notNeutral(message: string): Diagnostic {
  return {
    code: extractCodes.notNeutral,
    severity: 'error',
    message,
    hint: 'Name in the schema what follows from where the models are (`@relation("…")`, `map:`, `/// @opposite`), then extract again.',
  };
}
