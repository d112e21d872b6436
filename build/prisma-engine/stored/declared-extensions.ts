import { literalText } from '../../prisma-language/literal-text.ts';
import { scanBlocks } from '../../prisma-language/scan-blocks.ts';
import { scanTokens, type Token } from '../../prisma-language/scan-tokens.ts';
import { TokenPlaces } from '../../prisma-language/token-places.ts';
import { quoteIdentifier } from '../../postgres/names/quote-identifier.ts';

/** `extensions = [citext, uuid_ossp(map: "uuid-ossp", schema: "…", version: "…")]` */
export interface DeclaredExtension {
  readonly name: string;
  readonly sql: string;
}

/** Of all datasource blocks. */
export function readDeclaredExtensions(files: readonly { readonly content: string }[]): DeclaredExtension[] {
  return files.flatMap(({ content }) => {
    const list = findList(content);
    return list ? readList(list.slice(3, -1)) : [];
  });
}

/** The file as the engine gets it: its own way with extensions does not look into a history. */
export function withoutExtensions(content: string): string {
  const list = findList(content);
  const [first, last] = [list?.[0], list?.at(-1)];
  return first && last ? content.slice(0, first.offset) + content.slice(last.offset + 1) : content;
}

/** `extensions`, `=`, `[`, …, `]` */
function findList(content: string): Token[] | undefined {
  if (!/\bextensions\s*=/.test(content)) return undefined;
  for (const { kind, offset, closeOffset } of scanBlocks(new TokenPlaces(content))) {
    if (kind !== 'datasource') continue;
    const tokens = scanTokens(content.slice(offset, closeOffset), offset).filter(
      (token) => token.kind !== 'comment',
    );
    const at = tokens.findIndex(
      ({ text }, index) => text === 'extensions' && tokens[index + 1]?.text === '=',
    );
    if (at < 0) continue;
    const end = tokens.findIndex(({ text }, index) => index > at && text === ']');
    return end < 0 ? undefined : tokens.slice(at, end + 1);
  }
  return undefined;
}

function readList(tokens: readonly Token[]): DeclaredExtension[] {
  const found: { word: string; settings: Map<string, string> }[] = [];
  let isInside = false;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (text === '(' || text === ')') isInside = text === '(';
    else if (kind === 'word' && !isInside) found.push({ word: text, settings: new Map() });
    else if (kind === 'string') found.at(-1)?.settings.set(tokens[at - 2]?.text ?? '', literalText(text));
  }
  return found.map(({ word, settings }) => {
    const name = settings.get('map') ?? word;
    const [schema, version] = [settings.get('schema'), settings.get('version')];
    const options = [
      ...(schema === undefined ? [] : [`SCHEMA ${quoteIdentifier(schema)}`]),
      ...(version === undefined ? [] : [`VERSION ${quoteIdentifier(version)}`]),
    ];
    const rest = options.length === 0 ? '' : ` WITH ${options.join(' ')}`;
    return { name, sql: `CREATE EXTENSION IF NOT EXISTS ${quoteIdentifier(name)}${rest};` };
  });
}
