import { type SqlNode, type SqlStatement, type TypeName } from '../../../postgres/sql/sql-statement.ts';
import { stringsOf } from '../../../postgres/sql/walk-tree.ts';
import { type ColumnType, columnType } from '../../../postgres/types/column-type.ts';
import { typeNamed } from '../../../postgres/types/find-type.ts';

/** A type that a statement gives to a column, new or old. */
export interface GivenType {
  readonly column: string;
  /** The column with its table and schema, the same in both scripts of a migration. */
  readonly key: string;
  readonly type: ColumnType;
  readonly isBuiltIn: boolean;
  /** The column was there before. */
  readonly isChange: boolean;
  /** Its values are made by an expression other than a cast of the column. */
  readonly isComputed: boolean;
}

/** Of an `ALTER TABLE`; other statements give none. */
export function listColumnTypes({ node }: SqlStatement, defaultSchema: string): GivenType[] {
  if (!('AlterTableStmt' in node)) return [];
  const { relation, cmds = [] } = node.AlterTableStmt;
  const table = JSON.stringify([relation?.schemaname ?? defaultSchema, relation?.relname]);
  return cmds.flatMap((command): GivenType[] => {
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
        ...typeOf(def.ColumnDef.typeName),
        isChange,
        isComputed: isChange && using !== undefined && !isCastOf(using, column),
      },
    ];
  });
}

/** Values may not survive as they are. Into text all of them do, unless they are computed; an enum refuses those it lacks. */
export function canLoseValues({ isChange, isBuiltIn, isComputed, type }: GivenType): boolean {
  return isChange && (isComputed || (isBuiltIn && type.name !== 'text'));
}

/**
 * Columns that only get types of integers, forward and back: PostgreSQL refuses a number that does not fit, and loses
 * none.
 *
 * @returns keys of columns whose type both scripts change
 */
export function columnsKeptInteger(
  types: readonly GivenType[],
  opposite: readonly GivenType[],
): ReadonlySet<string> {
  const changedThere = new Set(opposite.filter(({ isChange }) => isChange).map(({ key }) => key));
  const others = new Set(
    [...types, ...opposite]
      .filter(({ type, isComputed }) => isComputed || !isInteger(type))
      .map(({ key }) => key),
  );
  return new Set(types.map(({ key }) => key).filter((key) => changedThere.has(key) && !others.has(key)));
}

function isInteger({ name, isArray }: ColumnType): boolean {
  return !isArray && typeNamed(name)?.literal === 'integer';
}

function typeOf(typeName: TypeName | undefined): Pick<GivenType, 'type' | 'isBuiltIn'> {
  const type = columnType(typeName ?? {});
  const [schema] = stringsOf(typeName?.names);
  // The parser leaves out `pg_catalog` where the name is no word of SQL's grammar.
  return { type, isBuiltIn: schema === 'pg_catalog' || typeNamed(type.name) !== undefined };
}

/** `"size"::bigint` or `"role"::text::"Role_new"`: on the way no value is changed without being refused. */
function isCastOf(expression: SqlNode, column: string): boolean {
  if ('TypeCast' in expression) {
    const { arg, typeName } = expression.TypeCast;
    const { type, isBuiltIn } = typeOf(typeName);
    const keeps = isInteger(type) || type.name === 'text' || !isBuiltIn;
    return arg !== undefined && keeps && isCastOf(arg, column);
  }
  if (!('ColumnRef' in expression)) return false;
  const [field, ...rest] = expression.ColumnRef.fields ?? [];
  return rest.length === 0 && field !== undefined && 'String' in field && field.String.sval === column;
}
