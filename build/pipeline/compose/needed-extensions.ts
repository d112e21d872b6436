import { type Attribute } from '../../prisma-language/read-attributes.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { literalText } from '../../prisma-language/literal-text.ts';
import { typeOfNative } from '../../postgres/types/find-type.ts';
import { scanTokens } from '../../prisma-language/scan-tokens.ts';
import { type ScannedSource } from '../../model/scanned-source.ts';

/** Extensions of PostgreSQL by what they bring: types, functions and operator classes a schema can name. */
const known: readonly (readonly [extension: string, names: RegExp])[] = [
  [
    'btree_gist',
    /^gist_(?:int[248]|float[48]|text|bpchar|numeric|uuid|bool|enum|date|time|timetz|timestamp|timestamptz|interval|inet|cidr|macaddr8?|oid|cash|bytea|bit|vbit)_ops$/,
  ],
  ['citext', /^citext$/],
  ['cube', /^(?:cube|gist_cube_ops)$/],
  ['hstore', /^(?:hstore|(?:gin|gist)_hstore_ops)$/],
  ['intarray', /^(?:query_int|gist__int(?:big)?_ops|gin__int_ops)$/],
  ['isn', /^(?:ean13|isbn|isbn13|ismn|ismn13|issn|issn13|upc)$/],
  ['ltree', /^(?:ltree|lquery|ltxtquery|gist_ltree_ops|gist__ltree_ops)$/],
  ['pg_trgm', /^(?:(?:gin|gist)_trgm_ops|similarity|word_similarity|show_trgm)$/],
  ['pgcrypto', /^(?:crypt|gen_salt|digest|hmac|gen_random_bytes|pgp_\w+|armor)$/],
  ['postgis', /^(?:geometry|geography|box2d|box3d|st_\w+|gist_geometry_ops_\w+)$/],
  ['seg', /^(?:seg|gist_seg_ops)$/],
  ['unaccent', /^unaccent$/],
  ['uuid-ossp', /^uuid_(?:generate_v(?:1|1mc|3|4|5)|nil|ns_\w+)$/],
  [
    'vector',
    /^(?:vector|halfvec|sparsevec|(?:vector|halfvec|sparsevec|bit)_(?:l1|l2|ip|cosine|hamming|jaccard)_ops)$/,
  ],
];

/** What may be in a file that needs an extension; most files are read no further. */
const hint = /Citext|Unsupported|dbgenerated|raw\s*\(/;

/** What the schema of a component needs of the server beyond PostgreSQL itself; sorted. */
export function neededExtensions({ text, declared }: ScannedSource): readonly string[] {
  if (!hint.test(text)) return [];
  const names = declared.flatMap(({ fields, attributes }) => [
    ...fields.flatMap((field) => namesOfField(field, text)),
    ...attributes.flatMap(namesOfAttribute),
  ]);
  const lower = names.map((name) => name.toLowerCase());
  return known
    .filter(([, pattern]) => lower.some((name) => pattern.test(name)))
    .map(([extension]) => extension);
}

function namesOfField({ type, offset, attributes }: Field, text: string): string[] {
  return [
    ...(type === 'Unsupported' ? namesIn(text.slice(offset).split('\n', 1)[0] ?? '') : []),
    ...attributes.flatMap(namesOfAttribute),
  ];
}

function namesOfAttribute({ name, inside }: Attribute): string[] {
  const brought = name.startsWith('db.') ? typeOfNative(name.slice('db.'.length))?.extension : undefined;
  return brought === undefined ? namesIn(inside) : [brought];
}

/** Of the SQL between quotes: the words that stand for themselves. */
function namesIn(written: string): string[] {
  if (!/Unsupported|dbgenerated|raw/.test(written)) return [];
  return scanTokens(written)
    .filter(({ kind }) => kind === 'string')
    .flatMap(
      ({ text }) =>
        literalText(text)
          .replaceAll(/'(?:[^']|'')*'/g, ' ')
          .match(/[A-Za-z_]\w*/g) ?? [],
    );
}
