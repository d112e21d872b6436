import { type ColumnDef, type SqlNode, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';

/** A type that a statement gives to a column, new or old. */
export interface ColumnType {
  readonly column: string;
  /** The column with its table and schema, the same in both scripts of a migration. */
  readonly key: string;
  /** PostgreSQL's own name without its schema, such as `int8`. */
  readonly type: string;
  readonly isBuiltIn: boolean;
  /** The column was there before. */
  readonly isChange: boolean;
  /** Its values are made by an expression other than a cast of the column. */
  readonly isComputed: boolean;
}

/** Of an `ALTER TABLE`; other statements give none. */
export function listColumnTypes({ node }: SqlStatement, defaultSchema: string): ColumnType[] {
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [] } = node.AlterTableStmt;
  const table = JSON.stringify([relation?.schemaname ?? defaultSchema, relation?.relname]);
  return cmds.flatMap((command): ColumnType[] => {
    if (!('AlterTableCmd' in command)) return [];
    const { subtype, name, def } = command.AlterTableCmd;
    if (!def || !('ColumnDef' in def)) return [];
    const isChange = subtype === 'AT_AlterColumnType';
    const column = isChange ? name : def.ColumnDef.colname;
    if (column === undefined) return [];
    const { raw_default: using } = def.ColumnDef;
    return [
      {
        column,
        key: `${table}.${column}`,
        ...typeOf(def.ColumnDef),
        isChange,
        isComputed: isChange && using !== undefined && !isCastOf(using, column),
      },
    ];
  });
}

/** Values may not survive as they are. Into text all of them do, unless they are computed; an enum refuses those it lacks. */
export function canLoseValues({ isChange, isBuiltIn, isComputed, type }: ColumnType): boolean {
  return isChange && (isComputed || (isBuiltIn && type !== 'text'));
}

/**
 * Columns that only get types of integers, forward and back: PostgreSQL refuses a number that does not fit, and loses
 * none.
 *
 * @returns keys of columns whose type both scripts change
 */
export function columnsKeptInteger(
  types: readonly ColumnType[],
  opposite: readonly ColumnType[],
): ReadonlySet<string> {
  const changedThere = new Set(opposite.filter(({ isChange }) => isChange).map(({ key }) => key));
  const others = new Set(
    [...types, ...opposite]
      .filter(({ type, isComputed }) => isComputed || !integers.has(type))
      .map(({ key }) => key),
  );
  return new Set(types.map(({ key }) => key).filter((key) => changedThere.has(key) && !others.has(key)));
}

const integers: ReadonlySet<string> = new Set(['int2', 'int4', 'int8']);

function typeOf({ typeName }: ColumnDef): Pick<ColumnType, 'type' | 'isBuiltIn'> {
  const names = (typeName?.names ?? []).flatMap((part) => ('String' in part ? (part.String.sval ?? '') : []));
  const name = names.at(-1) ?? '';
  const isArray = (typeName?.arrayBounds ?? []).length > 0;
  return {
    type: isArray && integers.has(name) ? `${name}[]` : name,
    isBuiltIn: names[0] === 'pg_catalog' || builtIn.test(name),
  };
}

/** Names that the parser leaves without `pg_catalog`: those that are no words of SQL's grammar. */
const builtIn =
  /^(jsonb?|uuid|bytea|date|money|inet|cidr|macaddr8?|xml|text|oid|citext|bool|int[248]|float[48]|timestamptz|timetz|bpchar|varbit)$/;

/** `"size"::bigint` or `"role"::text::"Role_new"`: on the way no value is changed without being refused. */
function isCastOf(expression: SqlNode, column: string): boolean {
  if ('TypeCast' in expression) {
    const { arg, typeName } = expression.TypeCast;
    const { type, isBuiltIn } = typeOf({ ...(typeName ? { typeName } : {}) });
    const keeps = integers.has(type) || type === 'text' || !isBuiltIn;
    return arg !== undefined && keeps && isCastOf(arg, column);
  }
  if (!('ColumnRef' in expression)) return false;
  const [field, ...rest] = expression.ColumnRef.fields ?? [];
  return rest.length === 0 && field !== undefined && 'String' in field && field.String.sval === column;
}
