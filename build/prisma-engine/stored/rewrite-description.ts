import { type SqlResultSet } from '@prisma/driver-adapter-utils';
import { type Session } from '../../postgres/connection/open-session.ts';
import {
  type DeclaredDefault,
  type DeclaredExpressions,
  type DeclaredIndex,
} from './declared-expressions.ts';
import { sqlMark } from './sql-mark.ts';
import { askStoredForms, readStoredIndex } from './stored-form.ts';

/** Access methods of which the engine reads no operator classes. */
const unread: ReadonlySet<unknown> = new Set(['btree', 'hash']);

/** What an answer of the database is about, by the columns only that answer has. */
type Row = unknown[];

/**
 * Puts the schema's own words into what the engine reads of a database, wherever PostgreSQL would store those words as
 * they are stored there. What differs stays as it is.
 *
 * @param onOperatorClasses gets every index of which the engine does not read them, and whether they are as the schema says
 */
export async function rewriteDescription(
  session: Session,
  declared: readonly DeclaredExpressions[],
  result: SqlResultSet,
  onOperatorClasses: (index: DeclaredIndex, areEqual: boolean) => void,
): Promise<SqlResultSet> {
  if (declared.length === 0) return result;
  if (isColumnList(result)) {
    return rewriteDefaults(session, declared, result);
  }
  if (hasColumns(result, ['index_name', 'column_index', 'opclass', 'predicate'])) {
    return rewriteIndexes(session, declared, result, onOperatorClasses);
  }
  return result;
}

async function rewriteDefaults(
  session: Session,
  declared: readonly DeclaredExpressions[],
  result: SqlResultSet,
): Promise<SqlResultSet> {
  const at = placesIn(result);
  const rows = result.rows.map((row): Row => [...row]);
  for (const table of declared.filter(({ defaults }) => defaults.length > 0)) {
    const namespace = table.schema ?? session.target.schema;
    const own = rows.filter(
      (row) => row[at('namespace')] === namespace && row[at('table_name')] === table.table,
    );
    const pairs = table.defaults.flatMap((one): [DeclaredDefault, Row][] => {
      const row = own.find((each) => each[at('column_name')] === one.column);
      return row ? [[one, row]] : [];
    });
    const asked = pairs.filter(([{ sql }, row]) => row[at('column_default')] !== sql);
    const forms =
      asked.length === 0
        ? undefined
        : await askStoredForms(
            session,
            { namespace, table: table.table },
            {
              defaults: asked.map(([one]) => one),
              indexes: [],
            },
          );
    for (const [one, row] of pairs) {
      const found = row[at('column_default')];
      if (found === one.sql || forms?.defaultOf(one) === found) row[at('column_default')] = sqlMark + one.sql;
    }
  }
  return { ...result, rows };
}

async function rewriteIndexes(
  session: Session,
  declared: readonly DeclaredExpressions[],
  result: SqlResultSet,
  onOperatorClasses: (index: DeclaredIndex, areEqual: boolean) => void,
): Promise<SqlResultSet> {
  const at = placesIn(result);
  const rows = result.rows.map((row): Row => [...row]);
  for (const table of declared.filter(({ indexes }) => indexes.length > 0)) {
    const namespace = table.schema ?? session.target.schema;
    const pairs = table.indexes.flatMap((index): [DeclaredIndex, Row[]][] => {
      const own = rows.filter(
        (row) =>
          row[at('namespace')] === namespace &&
          row[at('table_name')] === table.table &&
          row[at('index_name')] === index.name,
      );
      return own.length === index.columns.length ? [[index, own]] : [];
    });
    if (pairs.length === 0) continue;
    const forms = await askStoredForms(
      session,
      { namespace, table: table.table },
      {
        defaults: [],
        indexes: pairs.map(([index, [row]]) => ({
          declared: index,
          method: String(row?.[at('index_algo')]),
        })),
      },
    );
    for (const [index, own] of pairs) {
      const stored = await readStoredIndex(session, namespace, index.name);
      if (!stored) continue;
      const wanted = forms.indexOf(index);
      if (index.predicate !== undefined && stored.predicate === wanted?.predicate) {
        for (const row of own) row[at('predicate')] = index.predicate;
      }
      for (const [position, row] of own.entries()) {
        const operatorClass = index.columns[position]?.operatorClass;
        if (!operatorClass) continue;
        const isEqual = wanted
          ? stored.operatorClasses[position] === wanted.operatorClasses[position]
          : row[at('opclass')] === operatorClass.sql;
        // With its options, which the engine does not ask about: without them, another number is no difference.
        row[at('opclass')] = isEqual ? sqlMark + operatorClass.sql : stored.operatorClasses[position];
        // One that is written is compared as it is written, also if it is the one that need not be.
        row[at('opcdefault')] = false;
      }
      if (unread.has(own[0]?.[at('index_algo')])) {
        onOperatorClasses(index, stored.operatorClasses.join() === wanted?.operatorClasses.join());
      }
    }
  }
  return { ...result, rows };
}

/** The engine describes the columns of a database, once for each description. */
export function isColumnList(result: SqlResultSet): boolean {
  return hasColumns(result, ['table_name', 'column_name', 'column_default']);
}

function hasColumns({ columnNames }: SqlResultSet, wanted: readonly string[]): boolean {
  return wanted.every((name) => columnNames.includes(name));
}

function placesIn({ columnNames }: SqlResultSet): (name: string) => number {
  return (name) => columnNames.indexOf(name);
}
