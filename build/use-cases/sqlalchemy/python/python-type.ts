import { InternalError } from '../../../diagnostics/internal-error.ts';
import { typeOfNative, typeOfScalar } from '../../../postgres/types/find-type.ts';
import { type Column, type Enum } from '../data-model.ts';
import { type Style } from '../style.ts';
import { type HelperName } from './collect-helpers.ts';
import { call, named, type Python } from './layout.ts';
import { pythonString } from './literals.ts';

/** How Python sees the values of a column, and how SQLAlchemy names its type. */
export interface PythonType {
  /** `str`, `datetime.datetime`, …, without `Optional`. */
  readonly hint: string;
  readonly type: Python;
  /** Of ours, which the file has to define. */
  readonly helpers: readonly HelperName[];
}

/** Names the file gives to an enum and to the type of its columns. */
export interface EnumNames {
  readonly class: string;
  readonly type: string;
}

type Call = (name: string, args: readonly string[]) => Python;

const plain = (hint: string, type: Python, ...helpers: HelperName[]): PythonType => ({ hint, type, helpers });
const sized: Call = (name, args) => (args.length === 0 ? name : call(name, args));
const precise: Call = (name, [digits]) => call(name, digits === undefined ? [] : [`precision=${digits}`]);
const zoned: Call = (name, [digits]) =>
  call(name, ['timezone=True', ...(digits === undefined ? [] : [`precision=${digits}`])]);

/** How SQLAlchemy is told the numbers of a type, and what else it has to know; the others are a name. */
const calls: Readonly<Record<string, Call>> = {
  varchar: sized,
  bpchar: (name, args) => call(name, args.length === 0 ? ['1'] : args),
  bit: sized,
  varbit: (name, args) => call(name, [...args, 'varying=True']),
  uuid: (name) => call(name, ['as_uuid=False']),
  numeric: sized,
  timestamp: precise,
  timestamptz: zoned,
  time: precise,
  timetz: zoned,
};

/** @throws when Prisma has a type that is not known here; a new Prisma may, and then this is the place. */
export function pythonType(column: Column, style: Style, enums: ReadonlyMap<string, EnumNames>): PythonType {
  const element = elementType(column, style, enums);
  if (column.isList) {
    return { ...element, hint: `list[${element.hint}]`, type: call('pg.ARRAY', [element.type]) };
  }
  // Python has one None: where the column may be empty, it means empty, and not JSON's null.
  if (element.hint === 'Any' && !column.isRequired && typeof element.type === 'string') {
    return { ...element, type: call(element.type, ['none_as_null=True']) };
  }
  return element;
}

function elementType(column: Column, style: Style, enums: ReadonlyMap<string, EnumNames>): PythonType {
  const { nativeType } = column;
  const known = enums.get(column.type);
  if (column.isEnum && known) return plain(known.class, known.type);
  const found = nativeType ? typeOfNative(nativeType.name) : typeOfScalar(column.type);
  if (found?.python) {
    const { name, python, prisma } = found;
    // SQLAlchemy 1.4 has none for it.
    if (python.type === '_Named' || (name === 'citext' && style === '1.4'))
      return plain(python.hint, call('_Named', [pythonString(name)]), '_Named');
    const type = calls[name]?.(python.type, nativeType?.args ?? prisma?.plain ?? []) ?? python.type;
    return plain(python.hint, type, ...(python.type === '_UtcTimestamp' ? (['_UtcTimestamp'] as const) : []));
  }
  throw new InternalError(
    `Field "${column.field}" has a type SQLAlchemy models are not written for: ${column.type} ${nativeType?.name ?? ''}`,
  );
}

/** The type of an enum's columns. */
export function enumType({ type, schema }: Enum, className: string): Python {
  return call('sa.Enum', [
    className,
    named('name', pythonString(type)),
    ...(schema === undefined ? [] : [named('schema', pythonString(schema))]),
    named('values_callable', '_values'),
  ]);
}
