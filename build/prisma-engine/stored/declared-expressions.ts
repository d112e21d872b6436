import { readCondition } from './read-condition.ts';
import { literalText } from '../../prisma-language/literal-text.ts';
import { derivedName } from '../../model/names/derived-name.ts';
import { columnName } from '../../model/names/list-constraint-names.ts';
import { type Literal, literalArgument } from '../../model/names/declared.ts';
import { type Attribute, type AttributeArgument } from '../../prisma-language/read-attributes.ts';
import { type Declaration, readDeclarations } from '../../prisma-language/read-declarations.ts';
import { scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { type Token } from '../../prisma-language/scan-tokens.ts';
import { isDeclaration } from '../../prisma-language/is-declaration.ts';
import { nesting } from '../../prisma-language/token-codes.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';

/** A `dbgenerated("…")` of a schema. */
export interface DeclaredDefault {
  readonly column: string;
  readonly sql: string;
}

/** `ops: raw("…")` */
export interface DeclaredOperatorClass {
  readonly sql: string;
  /** What stands in the file for it, with its comma, or the brackets it is alone in. */
  readonly from: number;
  readonly to: number;
}

/** An index with SQL in it. */
export interface DeclaredIndex {
  readonly name: string;
  /** `where` as SQL. */
  readonly predicate: string | undefined;
  readonly columns: readonly {
    readonly name: string;
    readonly operatorClass: DeclaredOperatorClass | undefined;
  }[];
}

/** The SQL a schema says about one table. */
export interface DeclaredExpressions {
  /** Path of the file. */
  readonly path: string;
  /** Undefined: the one of the connection. */
  readonly schema: string | undefined;
  readonly table: string;
  readonly defaults: readonly DeclaredDefault[];
  readonly indexes: readonly DeclaredIndex[];
}

/** Everything PostgreSQL stores in words of its own: defaults, conditions and operator classes written as SQL. */
export function readDeclaredExpressions(
  files: readonly { readonly path: string; readonly content: string }[],
): DeclaredExpressions[] {
  return files.flatMap(({ path, content }) => {
    if (!/\b(?:dbgenerated\s*\(|raw\s*\(|where\s*:)/.test(content)) return [];
    const tokens = new TokenPlaces(content);
    const models = scanBlocks(tokens).filter(isDeclaration);
    return readDeclarations(models, tokens)
      .filter(({ block }) => block.kind === 'model')
      .map((model) => readModel(path, model))
      .filter(({ defaults, indexes }) => defaults.length > 0 || indexes.length > 0);
  });
}

function readModel(path: string, model: Declaration): DeclaredExpressions {
  const mapped = model.attributes.find(({ name }) => name === 'map');
  const table = literalArgument(mapped, 'name', { positional: true })?.value ?? model.block.name;
  const columns = new Map(model.fields.map((field) => [field.name, columnName(field)]));
  const defaults = model.fields.flatMap((field) => {
    const sql = field.attributes
      .filter(({ name }) => name === 'default')
      .flatMap(({ args }) => args)
      .flatMap(({ value }) => callArgument(value, 'dbgenerated') ?? [])[0];
    return sql === undefined || sql === '' ? [] : [{ column: columnName(field), sql }];
  });
  const indexes = [
    ...model.fields.flatMap((field) =>
      field.attributes.flatMap(
        (one) => readIndex(table, one, [{ name: columnName(field), tokens: [] }], columns) ?? [],
      ),
    ),
    ...model.attributes.flatMap((one) => readIndex(table, one, readColumns(one, columns), columns) ?? []),
  ];
  return { path, schema: model.block.schema, table, defaults, indexes };
}

interface WrittenColumn {
  readonly name: string;
  /** From its bracket to the one that closes it. */
  readonly tokens: readonly Token[];
}

function readIndex(
  table: string,
  attribute: Attribute,
  written: readonly WrittenColumn[],
  fields: ReadonlyMap<string, string>,
): DeclaredIndex | undefined {
  if ((attribute.name !== 'index' && attribute.name !== 'unique') || written.length === 0) return undefined;
  const where = attribute.args.find(({ name }) => name === 'where');
  const predicate = where && readCondition(where.value, fields);
  const columns = written.map(({ name, tokens }) => ({ name, operatorClass: readOperatorClass(tokens) }));
  if (predicate === undefined && columns.every(({ operatorClass }) => !operatorClass)) return undefined;
  const given: Literal | undefined =
    literalArgument(attribute, 'map') ??
    (attribute.name === 'index' ? literalArgument(attribute, 'name') : undefined);
  const stem = [table, ...columns.map(({ name }) => name)].join('_');
  const name = given?.value ?? derivedName(stem, attribute.name === 'unique' ? '_key' : '_idx');
  return { name, predicate, columns };
}

/** `[a, b(ops: raw("…"), sort: Desc)]` */
function readColumns({ args }: Attribute, columns: ReadonlyMap<string, string>): WrittenColumn[] {
  const list: AttributeArgument | undefined = args.find(
    ({ name }) => name === 'fields' || name === undefined,
  );
  const written: { name: string; tokens: Token[] }[] = [];
  let depth = 0;
  for (const token of list?.value ?? []) {
    const change = token.kind === 'symbol' ? nesting(token.text.charCodeAt(0)) : 0;
    if (depth >= 2 || (depth === 1 && token.text === '(')) written.at(-1)?.tokens.push(token);
    else if (token.kind === 'word') {
      written.push({ name: columns.get(token.text) ?? token.text, tokens: [] });
    }
    depth += change;
  }
  return written;
}

/** `(`, `ops`, `:`, `raw`, `(`, text, `)`, …, `)` */
function readOperatorClass(tokens: readonly Token[]): DeclaredOperatorClass | undefined {
  const at = tokens.findIndex(({ kind, text }) => kind === 'word' && text === 'ops');
  const sql = at < 0 ? undefined : callArgument(tokens.slice(at + 2), 'raw');
  if (sql === undefined) return undefined;
  const [before, after] = [tokens[at - 1], tokens[at + 6]];
  const isAlone = before?.text === '(' && after?.text === ')';
  const first = isAlone || before?.text === ',' ? before : tokens[at];
  const last = isAlone || (before?.text !== ',' && after?.text === ',') ? after : tokens[at + 5];
  return first && last ? { sql, from: first.offset, to: last.offset + last.text.length } : undefined;
}

/** The text in `name("text")`. */
function callArgument([call, open, text]: readonly Token[], name: string): string | undefined {
  if (call?.text !== name || open?.text !== '(' || text?.kind !== 'string') return undefined;
  return literalText(text.text);
}
