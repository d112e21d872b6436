import { parseScript } from '../sql/parse-script.ts';
import { type SqlStatement } from '../sql/sql-statement.ts';
import { isPartition } from './history-object.ts';
import { SchemaHistory } from './schema-history.ts';

/** The tables and types that committed migrations leave in a database; a partition is a part of its table, not one of them. */
export interface HistoryNames {
  /** As the lock writes them: `schema.name` outside the default schema. Sorted. */
  readonly tables: readonly string[];
  readonly types: readonly string[];
  /** Whether a table or type is there after all of them; where the SQL cannot be read, whether it is named at all. */
  readonly has: (name: string) => boolean;
}

/** Reads migrations from the oldest to the newest; needs no database. What only happens at run time is not seen. */
export async function historyNames(scripts: readonly string[], defaultSchema: string): Promise<HistoryNames> {
  const history = new SchemaHistory(defaultSchema);
  const unread: string[] = [];
  for (const text of scripts) {
    // Of another database's SQL a mention has to do: `has` answers for it.
    const { statements = [], problem } = await parseScript(text);
    if (problem || statements.some(isProgram)) unread.push(text);
    for (const statement of statements) history.apply(statement);
  }
  const objects = history.objects().filter((one) => !isPartition(one));
  const namesOf = (kind: 'table' | 'type'): string[] => [
    ...new Set(objects.filter((one) => one.kind === kind).map((one) => history.fullName(one))),
  ];
  const [tables, types] = [namesOf('table'), namesOf('type')];
  const known = new Set([...tables, ...types]);
  return {
    tables: tables.sort(),
    types: types.sort(),
    has: (name) => known.has(name) || unread.some((text) => names(text, name)),
  };
}

/** Whether a text has the name in any quotes. */
function names(text: string, name: string): boolean {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return [`"${last}"`, `\`${last}\``, `[${last}]`].some((quoted) => text.includes(quoted));
}

function isProgram({ kind }: SqlStatement): boolean {
  return kind === 'DoStmt' || kind === 'CallStmt';
}
