import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { readScript } from '../../../postgres/sql/read-script.ts';
import { type SqlObject, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { type Owners } from '../owners.ts';

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

/**
 * What a script takes away, statement by statement. What a `DO` block or a function does inside is not seen.
 *
 * @param sql a text that was checked to be readable
 */
export async function listLosses(file: string, sql: string, owners: Owners): Promise<Loss[]> {
  const { statements } = await readScript(sql);
  return statements.flatMap((statement) =>
    lossesOf(statement).map((loss) => ({
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

function lossesOf(statement: SqlStatement): BareLoss[] {
  const changed = changedTypes(statement);
  return statement.objects.flatMap((object): BareLoss[] => {
    const { schema, name: table, column } = object;
    if (object.kind === 'schema' && object.touch === 'drop')
      return [{ kind: 'schema', schema: table, table }];
    if (object.kind !== 'table') return [];
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

/** Columns that get a type in which their values may not survive as they are. Into text all of them do. */
function changedTypes({ node }: SqlStatement): Set<string> {
  if (!('AlterTableStmt' in node)) return new Set();
  const columns = (node.AlterTableStmt.cmds ?? []).flatMap((command) => {
    if (!('AlterTableCmd' in command)) return [];
    const { subtype, name, def } = command.AlterTableCmd;
    if (subtype !== 'AT_AlterColumnType' || name === undefined || !def || !('ColumnDef' in def)) return [];
    const names = (def.ColumnDef.typeName?.names ?? []).flatMap((part) =>
      'String' in part ? (part.String.sval ?? '') : [],
    );
    // A user's own type is an enum: a value it lacks is refused, not lost.
    const isBuiltIn = names[0] === 'pg_catalog' || builtIn.test(names.at(-1) ?? '');
    return names.at(-1) === 'text' || !isBuiltIn ? [] : [name];
  });
  return new Set(columns);
}

/** Names of types that are not in `pg_catalog` as the parser gives them. */
const builtIn = /^(jsonb?|uuid|bytea|date|money|inet|cidr|macaddr|xml|text|oid|citext)$/;
