import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { readScript } from '../../../postgres/sql/read-script.ts';
import { type SqlObject, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type Owners } from '../owners.ts';
import { canLoseValues, columnsKeptInteger, type GivenType, listColumnTypes } from './column-types.ts';

/** Something that is not there any more after a script ran. */
export interface Loss {
  /** `values`: a column gets another type; `rows`: the script deletes rows. */
  readonly kind: 'table' | 'column' | 'values' | 'rows' | 'schema';
  /** Undefined: the one of the connection. */
  readonly schema: string | undefined;
  /** Of a schema, its name. */
  readonly table: string;
  readonly column?: string;
  /** The name that accepts it: the component the table belongs to, or the table's own name when it has no owner any more. */
  readonly owner: string;
  readonly location: SourceLocation;
}

/** A script that was checked to be readable. */
export interface LossScript {
  readonly file: string;
  readonly sql: string;
}

/**
 * What a script takes away, statement by statement. What a `DO` block or a function does inside is not seen.
 *
 * @param opposite the script of the same migration in the other direction, which has the types the columns come from
 * @param defaultSchema of tables that a script names without one
 */
export async function listLosses(
  { file, sql }: LossScript,
  opposite: LossScript,
  owners: Owners,
  defaultSchema: string,
): Promise<Loss[]> {
  const { statements } = await readScript(sql);
  const typesOf = (statement: SqlStatement) => listColumnTypes(statement, defaultSchema);
  const others = (await readScript(opposite.sql)).statements.flatMap(typesOf);
  const keptInteger = columnsKeptInteger(statements.flatMap(typesOf), others);
  return statements.flatMap((statement) =>
    lossesOf(
      statement,
      typesOf(statement).filter((type) => canLoseValues(type) && !keptInteger.has(type.key)),
    ).map((loss) => ({
      ...loss,
      owner:
        owners.of({
          kind: 'table',
          name: loss.table,
          ...(loss.schema === undefined ? {} : { schema: loss.schema }),
        })?.component ?? loss.table,
      location: { file, line: statement.line, column: statement.column },
    })),
  );
}

type BareLoss = Omit<Loss, 'owner' | 'location'>;

function lossesOf(statement: SqlStatement, types: readonly GivenType[]): BareLoss[] {
  const changed = new Set(types.map(({ column }) => column));
  return statement.objects.flatMap((object): BareLoss[] => {
    const { schema, name: table, column } = object;
    if (object.kind === 'schema' && object.touch === 'drop')
      return [{ kind: 'schema', schema: table, table }];
    if (object.kind !== 'table' || object.isTemporary) return [];
    if (object.touch === 'drop') {
      return [
        column === undefined ? { kind: 'table', schema, table } : { kind: 'column', schema, table, column },
      ];
    }
    if (column !== undefined && changed.has(column)) return [{ kind: 'values', schema, table, column }];
    return deletesRows(statement, object) ? [{ kind: 'rows', schema, table }] : [];
  });
}

/** An `UPDATE` moves values as its author means it; who deletes loses. */
function deletesRows({ kind, text }: SqlStatement, { touch }: SqlObject): boolean {
  if (touch !== 'write') return false;
  return (
    ['TruncateStmt', 'DeleteStmt', 'MergeStmt'].includes(kind) ||
    (kind === 'SelectStmt' && /\bdelete\b/i.test(text))
  );
}
