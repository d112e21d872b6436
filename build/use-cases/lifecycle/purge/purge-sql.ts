import { quoteIdentifier } from '../../../postgres/names/quote-identifier.ts';

/** Names as the lock has them: `schema.name`, or a name of the default schema. */
export interface PurgedNames {
  readonly tables: readonly string[];
  readonly enums: readonly string[];
  /** In this database although no migration made them (`prisma db push`): elsewhere they may not be. */
  readonly pushed: ReadonlySet<string>;
}

/**
 * The migration that drops what a component had: tables that refer to each other in one statement, never with
 * `CASCADE`, so that PostgreSQL refuses when something of others came to stand on them.
 */
export function purgeSql(
  component: { readonly name: string; readonly version: string },
  { tables, enums, pushed }: PurgedNames,
): string {
  const parts = [
    `-- Purge of component "${component.name}" ${component.version}: written by "tessera component purge".\n`,
    ...drop('DropTable', 'TABLE', tables, pushed),
    ...drop('DropEnum', 'TYPE', enums, pushed),
  ];
  return parts.join('\n');
}

function drop(title: string, kind: string, names: readonly string[], pushed: ReadonlySet<string>): string[] {
  return [false, true].flatMap((isPushed) => {
    const chosen = names.filter((name) => pushed.has(name) === isPushed).map(quoted);
    const condition = isPushed ? ' IF EXISTS' : '';
    return chosen.length === 0 ? [] : [`-- ${title}\nDROP ${kind}${condition} ${chosen.join(', ')};\n`];
  });
}

function quoted(name: string): string {
  const at = name.indexOf('.');
  const parts = at < 0 ? [name] : [name.slice(0, at), name.slice(at + 1)];
  return parts.map(quoteIdentifier).join('.');
}
