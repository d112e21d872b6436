import { type Declaration } from '../../prisma-language/read-declarations.ts';
import { type Column, type ColumnDefault } from './data-model.ts';
import { type DMMF } from './dmmf.ts';
import { attributeNamed, fieldNamed } from './read-declared.ts';

/** A field of Prisma's description as a column. */
export function readColumn(
  field: DMMF.Field,
  enums: ReadonlySet<string>,
  declaration: Declaration | undefined,
  isGenerated: boolean,
): Column {
  return {
    field: field.name,
    name: field.dbName ?? field.name,
    type: field.type,
    isEnum: enums.has(field.type),
    nativeType: field.nativeType ? { name: field.nativeType[0], args: field.nativeType[1] } : undefined,
    isList: field.isList,
    isRequired: field.isRequired,
    default: isGenerated ? readGenerated(field) : readDefault(field, declaration),
    isUpdatedAt: field.isUpdatedAt === true,
    documentation: field.documentation,
  };
}

function readDefault(field: DMMF.Field, declaration: Declaration | undefined): ColumnDefault | undefined {
  const given = field.default;
  if (given === undefined) return undefined;
  if (isList(given)) return { kind: 'literal', value: given.map(String) };
  if (typeof given === 'object') return { kind: 'function', name: given.name, args: given.args };
  if (typeof given !== 'number') return { kind: 'literal', value: given };
  // Prisma has made a JavaScript number of it: the author's own digits are in the text.
  const written = attributeNamed(fieldNamed(declaration, field.name), 'default');
  const digits = written?.args[0]?.value.map(({ text }) => text).join('');
  return { kind: 'literal', value: digits ?? String(given) };
}

/** Prisma has no other place for the expression of a generated column than the default. */
function readGenerated({ default: given }: DMMF.Field): ColumnDefault | undefined {
  const sql = typeof given === 'object' && 'args' in given ? given.args[0] : undefined;
  return sql === undefined ? undefined : { kind: 'generated', sql: String(sql) };
}

function isList(value: unknown): value is readonly (string | number | boolean)[] {
  return Array.isArray(value);
}
