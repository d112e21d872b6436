import { type SqlLiteral } from '../../../pipeline/compose/literals/sql-literal.ts';
import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { type SqlNode, type SqlStatement } from '../../../postgres/sql/sql-statement.ts';
import { utf8Offsets } from '../../../postgres/sql/utf8-offsets.ts';
import { attributeStatement } from '../ownership/attribute-statement.ts';
import { type Owner, type Owners } from '../owners.ts';
import { literalAt } from '../replay/literal-at.ts';
import { type FailedStatement } from './run-statements.ts';

/** The other names of a thing. */
export type Aliases = ReadonlyMap<string, readonly string[]>;

/** Whose a failure is, and the author's words for it. */
export interface FailurePlace {
  readonly component: string;
  readonly location: SourceLocation | undefined;
  /** The enum that is made anew there, where that is not the place itself. */
  readonly remade?: Owner;
}

/**
 * The place in a schema that makes Prisma write the statement: the SQL between quotes or the field where PostgreSQL points,
 * else the model or enum.
 *
 * @param script the text the statement is a part of
 * @param aliases other names a thing has in the course of the script: `Role_old` and `Role_new` are `Role`
 */
export function locateFailure(
  { statement, refusal }: FailedStatement,
  script: string,
  {
    owners,
    literals,
    aliases,
  }: {
    readonly owners: Owners;
    readonly literals: readonly SqlLiteral[];
    readonly aliases: Aliases;
  },
): FailurePlace | undefined {
  const offset =
    refusal.position === undefined
      ? undefined
      : statement.start + utf8Offsets(statement.text).fromCharacters(refusal.position - 1);
  const found = offset === undefined ? undefined : literalAt(script, offset, literals);
  if (found) {
    return { component: found.literal.owner.component, location: found.literal.locate(found.at) };
  }
  const remade = ownerOfAlias(statement, owners, aliases);
  const owner =
    (offset === undefined ? undefined : ownerOfColumn(statement, script, offset, owners)) ??
    attributeStatement(statement, owners).owner ??
    remade;
  if (!owner) return undefined;
  const { component, location } = owner;
  return { component, location, ...(remade && remade.model !== owner.model ? { remade } : {}) };
}

/** The column in whose definition PostgreSQL found the mistake. */
function ownerOfColumn(
  { node, objects }: SqlStatement,
  script: string,
  offset: number,
  owners: Owners,
): Owner | undefined {
  const table = objects.find(({ kind, column }) => kind === 'table' && column === undefined);
  if (!table) return undefined;
  const places = utf8Offsets(script);
  const column = columnsOf(node)
    .map(({ name, location }) => ({ name, start: places.fromBytes(location) }))
    .findLast(({ start }) => start <= offset);
  return column && owners.of({ kind: 'table', schema: table.schema, name: table.name, column: column.name });
}

/** Columns a statement defines, in their order; their places count bytes of the script. */
function columnsOf(node: SqlNode): { readonly name: string; readonly location: number }[] {
  const definitions =
    'CreateStmt' in node
      ? (node.CreateStmt.tableElts ?? [])
      : 'AlterTableStmt' in node
        ? (node.AlterTableStmt.cmds ?? []).flatMap((command) =>
            'AlterTableCmd' in command && command.AlterTableCmd.def ? [command.AlterTableCmd.def] : [],
          )
        : [];
  return definitions.flatMap((part) => {
    if (!('ColumnDef' in part)) return [];
    const { colname: name, location } = part.ColumnDef;
    return name === undefined || location === undefined ? [] : [{ name, location }];
  });
}

function ownerOfAlias({ objects }: SqlStatement, owners: Owners, aliases: Aliases): Owner | undefined {
  for (const { name, ...object } of objects) {
    for (const alias of aliases.get(name) ?? []) {
      const owner = owners.of({ ...object, name: alias });
      if (owner) return owner;
    }
  }
  return undefined;
}
