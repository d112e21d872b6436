import { InternalError } from '../../../diagnostics/internal-error.ts';
import { typeOfScalar } from '../../../postgres/types/find-type.ts';
import { serialSequenceName } from '../../../postgres/names/serial-sequence-name.ts';
import { type Column, type ColumnDefault, type Model } from '../data-model.ts';
import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';
import { quoteLiteral } from '../../../postgres/names/quote-literal.ts';
import { type HelperName } from './collect-helpers.ts';
import { call, named, type Python } from './layout.ts';
import { pythonString, sqlText } from './literals.ts';

/** What a column's definition says about values that are not given. */
export interface DefaultArguments {
  /** Before the named ones. */
  readonly positional: readonly Python[];
  readonly named: readonly Python[];
  readonly helpers: readonly HelperName[];
}

const nothing: DefaultArguments = { positional: [], named: [], helpers: [] };

/** Defaults of the database and of Python, as the schema has them. */
export function defaultArguments(column: Column, model: Model, values: EnumValues): DefaultArguments {
  const given = column.default ? ofDefault(column, column.default, model, values) : ofNothing(column);
  if (!column.isUpdatedAt) return given;
  const now = currentMoment(column);
  const isGiven = column.default !== undefined;
  return {
    ...given,
    named: [...given.named, ...(isGiven ? [] : [named('default', now)]), named('onupdate', now)],
    helpers: [...given.helpers, '_now'],
  };
}

/** What an enum's values are in the database, by the enum's and the value's name. */
export type EnumValues = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Prisma reads an empty column as an empty list, and writes one. */
function ofNothing(column: Column): DefaultArguments {
  return column.isList ? { ...nothing, named: [named('default', 'list')] } : nothing;
}

function ofDefault(column: Column, given: ColumnDefault, model: Model, values: EnumValues): DefaultArguments {
  if (given.kind === 'literal') {
    return { ...nothing, named: [named('server_default', literal(column, given.value, values))] };
  }
  if (given.kind === 'generated') {
    const isStored = named('persisted', 'True');
    return { ...nothing, positional: [call('sa.Computed', [sqlText(given.sql), isStored])] };
  }
  const { name, args } = given;
  const [first] = args;
  const python = (value: string, helper: HelperName): DefaultArguments => ({
    ...nothing,
    named: [named('default', value)],
    helpers: [helper],
  });
  switch (name) {
    case 'now': {
      // The server's clock counts in the time zone of the session: Python's value is right in any.
      const moment = currentMoment(column);
      const server = named('server_default', 'sa.text("CURRENT_TIMESTAMP")');
      return { ...nothing, named: [named('default', moment), server], helpers: ['_now'] };
    }
    case 'uuid':
      return first === 7 ? python('_uuid7', '_uuid7') : python('_uuid4', '_uuid4');
    case 'cuid':
      return first === 2 ? python('_cuid2', '_cuid2') : python('_cuid', '_cuid');
    case 'ulid':
      return python('_ulid', '_ulid');
    case 'nanoid':
      return python(first === undefined ? '_nanoid' : `lambda: _nanoid(${first})`, '_nanoid');
    case 'autoincrement':
      return autoincrement(column, model);
    case 'dbgenerated':
      return {
        ...nothing,
        named: [named('server_default', first === undefined ? 'sa.FetchedValue()' : sqlText(String(first)))],
      };
    default:
      throw new InternalError(
        `Field "${column.field}" of "${model.name}" has a default models are not written for: ${name}()`,
      );
  }
}

function currentMoment({ nativeType }: Column): string {
  switch (nativeType?.name) {
    case 'Date':
      return 'lambda: _now().date()';
    case 'Time':
      return 'lambda: _now().time()';
    case 'Timetz':
      return 'lambda: _now().timetz()';
    default:
      return '_now';
  }
}

function autoincrement(column: Column, model: Model): DefaultArguments {
  if (model.primaryKey?.columns.includes(column)) return { ...nothing, named: ['autoincrement=True'] };
  const name = serialSequenceName(model.table, column.name);
  const { schema } = model;
  const sequence = [
    pythonString(name),
    ...(schema === undefined ? [] : [named('schema', pythonString(schema))]),
  ];
  const path = [...(schema === undefined ? [] : [schema]), name].map(quoteIdentifier).join('.');
  return {
    positional: [call('sa.Sequence', sequence)],
    named: [named('server_default', sqlText(`nextval(${quoteLiteral(path)})`))],
    helpers: [],
  };
}

function literal(column: Column, value: string | boolean | readonly string[], values: EnumValues): Python {
  const inDatabase = (one: string) => {
    if (column.isEnum) return values.get(column.type)?.get(one) ?? one;
    return column.type === 'Bytes' ? `\\x${Buffer.from(one, 'base64').toString('hex')}` : one;
  };
  if (typeof value === 'boolean') return sqlText(String(value));
  if (typeof value === 'object')
    return pythonString(`{${value.map((one) => element(inDatabase(one))).join(',')}}`);
  const how = typeOfScalar(column.type)?.literal;
  return how === 'integer' || how === 'number' ? sqlText(value) : pythonString(inDatabase(value));
}

/** An element of an array as PostgreSQL writes it. */
function element(text: string): string {
  return `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}
