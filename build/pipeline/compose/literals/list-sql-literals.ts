import { type Attribute } from '../../../prisma-language/read-attributes.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { scanTokens, type Token } from '../../../prisma-language/scan-tokens.ts';
import { type Declared, type ScannedSource } from '../../../model/scanned-source.ts';
import { SqlLiteral, type SqlLiteralUse } from './sql-literal.ts';

/** Every piece of SQL in the authors' schemas, by file and position. */
export function listSqlLiterals(sources: readonly ScannedSource[]): SqlLiteral[] {
  const declared = sources.flatMap((source) => source.declared);
  return declared.flatMap((owner) => [
    ...owner.fields.flatMap((field) => [
      ...unsupportedType(owner, field),
      ...field.attributes.flatMap((attribute) => inAttribute(owner, attribute, field)),
    ]),
    ...owner.attributes.flatMap((attribute) => inAttribute(owner, attribute, undefined)),
  ]);
}

/** `@default(dbgenerated("…"))`, `where: raw("…")`, `ops: raw("…")`. */
function inAttribute(owner: Declared, attribute: Attribute, field: Field | undefined): SqlLiteral[] {
  if (!attribute.inside.includes('"')) return [];
  return attribute.args.flatMap(({ name, value }) =>
    value.flatMap((token, at) => {
      const use = useOf(name, value, at);
      return use ? [new SqlLiteral({ owner, field, attribute: attribute.name, use, token })] : [];
    }),
  );
}

/** What the text at a place of an argument is for; undefined: it is no SQL. */
function useOf(argument: string | undefined, value: readonly Token[], at: number): SqlLiteralUse | undefined {
  if (value[at]?.kind !== 'string' || value[at - 1]?.text !== '(') return undefined;
  const called = value[at - 2]?.text;
  if (called === 'dbgenerated') return 'default';
  if (called !== 'raw') return undefined;
  if (argument === 'where') return 'where';
  return value[at - 3]?.text === ':' && value[at - 4]?.text === 'ops' ? 'ops' : undefined;
}

/** `Unsupported("…")` is a type with an argument, which no attribute holds. */
function unsupportedType(owner: Declared, field: Field): SqlLiteral[] {
  if (field.type !== 'Unsupported') return [];
  const rest = owner.source.text.slice(field.offset).split('\n', 1)[0] ?? '';
  const token = scanTokens(rest, field.offset).find(({ kind }) => kind === 'string');
  return token ? [new SqlLiteral({ owner, field, attribute: undefined, use: 'type', token })] : [];
}
