import { literalArgument } from '../../model/names/declared.ts';
import { type Attribute, type AttributeArgument } from '../../prisma-language/read-attributes.ts';
import { type Token } from '../../prisma-language/scan-tokens.ts';
import { columnsOf, type DescribedTable } from './described-table.ts';
import { type DMMF } from './dmmf.ts';
import { argumentNamed } from './read-declared.ts';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';
import { quoteLiteral } from '../../postgres/names/quote-literal.ts';

/** The condition of a partial index as SQL; Prisma's description leaves it out, so it is read from the schema. */
export function readWhere(table: DescribedTable, index: DMMF.Index): string | undefined {
  const argument = findArgument(table, index);
  const [first] = argument?.value ?? [];
  if (!argument || !first) return undefined;
  if (first.text === 'raw') return literalOf(argument.value[2]);
  return readConditions(table, argument.value.slice(1, -1));
}

/** Conditions of indexes are told apart by the fields, or by the name, of their index. */
function findArgument(table: DescribedTable, index: DMMF.Index): AttributeArgument | undefined {
  const { declaration } = table;
  const kind = index.type === 'unique' ? 'unique' : 'index';
  const [only] = index.fields;
  const attributes = index.isDefinedOnField
    ? declaration?.fields.find(({ name }) => name === only?.name)?.attributes
    : declaration?.attributes;
  const fields = index.fields.map(({ name }) => name).join();
  const found = attributes?.find(
    (attribute) =>
      attribute.name === kind &&
      (index.isDefinedOnField || fieldsOf(attribute) === fields) &&
      (index.dbName ?? undefined) === literalArgument(attribute, 'map')?.value,
  );
  return argumentNamed(found, 'where');
}

/** `[a, b(sort: Desc)]` as `a,b`. */
function fieldsOf(attribute: Attribute): string {
  const list =
    argumentNamed(attribute, 'fields') ?? attribute.args.find((argument) => argument.name === undefined);
  const names: string[] = [];
  let depth = 0;
  for (const token of list?.value ?? []) {
    if (token.kind === 'word' && depth <= 1) names.push(token.text);
    if ('[('.includes(token.text)) depth += 1;
    if (')]'.includes(token.text)) depth -= 1;
  }
  return names.join();
}

/** `a: 1, b: { not: null }` as SQL. */
function readConditions(table: DescribedTable, tokens: readonly Token[]): string {
  const conditions: string[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const field = tokens[at];
    if (field?.kind !== 'word' || tokens[at + 1]?.text !== ':') continue;
    const isNegated = tokens[at + 2]?.text === '{';
    const from = isNegated ? at + 5 : at + 2;
    let to = from + 1;
    while (to < tokens.length && !'},'.includes(tokens[to]?.text ?? ',')) to += 1;
    const column = columnsOf(table, [field.text])?.[0]?.name ?? field.text;
    conditions.push(compare(quoteIdentifier(column), tokens.slice(from, to), isNegated));
    at = to;
  }
  return conditions.length === 1 ? conditions.join('') : conditions.map((one) => `(${one})`).join(' AND ');
}

function compare(column: string, value: readonly Token[], isNegated: boolean): string {
  const [first] = value;
  const text = value.map((token) => token.text).join('');
  if (text === 'null') return `${column} IS ${isNegated ? 'NOT ' : ''}NULL`;
  const literal = first?.kind === 'string' ? quoteLiteral(literalOf(first)) : text;
  return `${column} ${isNegated ? '!=' : '='} ${literal}`;
}

/** Prisma's escapes are those of JSON. */
function literalOf(token: Token | undefined): string {
  return String(JSON.parse(token?.text ?? '""'));
}
