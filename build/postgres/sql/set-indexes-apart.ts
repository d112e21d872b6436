import { readScript } from './read-script.ts';
import { type SqlObject, type SqlScript, type SqlStatement } from './sql-statement.ts';
import { quoteIdentifier } from '../names/quote-identifier.ts';

/** A table whose index is to be built. */
export type IndexedTable = Pick<SqlObject, 'schema' | 'name'>;

/** A script and the indexes that are better built by themselves. */
export interface IndexesApart {
  /** The script without them; without statements when there was nothing else in it. */
  readonly rest: SqlScript;
  /** A migration that builds them while others write, and that may be repeated; undefined when there are none. */
  readonly indexes: SqlScript | undefined;
}

/**
 * Takes out of a script of Prisma's the indexes on tables that have rows: built in the usual way, they keep applications from writing
 * until they are there. A unique one stays when a foreign key of the script may need it.
 *
 * @param hasRows of a table that is there before the script; false for one that is divided, which PostgreSQL cannot index this way
 */
export async function setIndexesApart(
  script: SqlScript,
  hasRows: (table: IndexedTable) => Promise<boolean>,
): Promise<IndexesApart> {
  const apart: SqlStatement[] = [];
  for (const statement of script.statements) {
    const table = indexedTable(statement, script.statements);
    if (table && (await hasRows(table))) apart.push(statement);
  }
  if (apart.length === 0) return { rest: script, indexes: undefined };
  return {
    rest: await readScript(withoutStatements(script, apart)),
    indexes: await readScript(apart.map(buildConcurrently).join('\n')),
  };
}

function indexedTable(
  { node, objects }: SqlStatement,
  statements: readonly SqlStatement[],
): IndexedTable | undefined {
  if (!('IndexStmt' in node) || node.IndexStmt.concurrent === true || node.IndexStmt.idxname === undefined)
    return undefined;
  const table = objects.find(({ kind, touch }) => kind === 'table' && touch === 'alter');
  const isMade = statements.some(({ objects: others }) =>
    others.some(
      ({ kind, touch, name, column }) =>
        kind === 'table' && touch === 'create' && name === table?.name && column === undefined,
    ),
  );
  const isReferred = statements.some(({ objects: others }) =>
    others.some(({ kind, touch, name }) => kind === 'table' && touch === 'refer' && name === table?.name),
  );
  return isMade || (node.IndexStmt.unique === true && isReferred) ? undefined : table;
}

/** Of each also the comment before it and the semicolon behind it. */
function withoutStatements({ text, statements }: SqlScript, left: readonly SqlStatement[]): string {
  let rest = '';
  let at = 0;
  for (const statement of statements) {
    const end = statement.end + (/^\s*;/.exec(text.slice(statement.end))?.[0].length ?? 0);
    if (!left.includes(statement)) rest += text.slice(at, end);
    at = end;
  }
  return `${rest.trim()}${text.slice(at)}`;
}

function buildConcurrently({ node, text, objects }: SqlStatement): string {
  const schema = 'IndexStmt' in node ? node.IndexStmt.relation?.schemaname : undefined;
  const index = objects.find(({ kind, touch }) => kind === 'index' && touch === 'create')?.name ?? '';
  const name = [...(schema === undefined ? [] : [schema]), index].map(quoteIdentifier).join('.');
  const create = text.replace(/^(CREATE\s+(?:UNIQUE\s+)?INDEX)\b/i, '$1 CONCURRENTLY');
  return `-- CreateIndex: while others write; to be repeated when it was interrupted\nDROP INDEX IF EXISTS ${name};\n${create};\n`;
}
