import { type SchemaFile } from '../../build/model/schema-file.ts';

/** A schema of several files with what PostgreSQL and Prisma allow, the same for the same seed. */
export interface RandomSchema {
  readonly files: () => SchemaFile[];
  /** Changes one thing of one model. */
  readonly edit: () => void;
}

interface RandomModel {
  readonly name: string;
  readonly isView: boolean;
  readonly key: Key;
  isIgnored: boolean;
  readonly lines: string[];
  readonly attributes: string[];
}

type Key = keyof typeof keys;

/** How models are told apart: lines, block attributes, and what a relation to them refers to. */
const keys = {
  number: { lines: ['id Int @id'], attributes: [], fields: [['id', 'Int']] },
  counted: { lines: ['id Int @id @default(autoincrement())'], attributes: [], fields: [['id', 'Int']] },
  uuid: {
    lines: ['id String @id @default(uuid()) @db.Uuid'],
    attributes: [],
    fields: [['id', 'String', ' @db.Uuid']],
  },
  two: {
    lines: ['id Int', 'part String'],
    attributes: ['@@id([id, part])'],
    fields: [
      ['id', 'Int'],
      ['part', 'String'],
    ],
  },
  unique: {
    lines: ['id Int', 'code String'],
    attributes: ['@@unique([code, id], name: "nice")'],
    fields: [
      ['id', 'Int'],
      ['code', 'String'],
    ],
  },
  view: { lines: ['id Int @unique'], attributes: [], fields: [['id', 'Int']] },
} as const;

const scalars = [
  'note String?',
  'weight Decimal? @db.Decimal(10, 2)',
  'sum Decimal',
  'data Json?',
  'json Json',
  'tags String[]',
  'numbers Int[]',
  'bytes Bytes?',
  'big BigInt @default(0)',
  'bigs BigInt[]',
  'mail String @unique',
  'seen DateTime @default(now()) /// when',
  'ok Boolean? // perhaps',
  'flag Boolean @default(true)',
  'ratio Float?',
  'shape Unsupported("polygon")?',
  'hidden String? @ignore',
  'dates DateTime[]',
  'amounts Decimal[]',
  'jsons Json[]',
  'blobs Bytes[]',
  'ABC String @map("zz")',
  'needed Unsupported("point")',
];
const previews = [
  'relationJoins',
  'strictUndefinedChecks',
  'fullTextSearchPostgres',
  'nativeDistinct',
  'views',
];

export function randomSchema(seed: number): RandomSchema {
  const random = createRandom(seed);
  const usedPreviews = previews.filter(() => random.chance(0.3));
  const hasSchemas = random.chance(0.3);
  const enums: string[][] = [];
  const files: RandomModel[][] = [];
  const count = 1 + random.below(6);
  for (let file = 0; file < count; file += 1) {
    enums.push(Array.from({ length: random.below(3) }, (_, index) => `Enum${file}x${index}`));
    files.push(
      Array.from({ length: 1 + random.below(4) }, (_, index): RandomModel => {
        const isView = usedPreviews.includes('views') && random.chance(0.2);
        const key = isView ? 'view' : random.pick(['number', 'counted', 'uuid', 'two', 'unique'] as const);
        return {
          name: `${random.pick(['User', 'Post', 'order', 'Big_Thing'])}${file}y${index}`,
          isView,
          key,
          isIgnored: !isView && random.chance(0.05),
          lines: [...keys[key].lines],
          attributes: [...keys[key].attributes],
        };
      }),
    );
  }
  const models = files.flat();
  for (const model of models) {
    // What a model needs and has no type for keeps it from being created.
    const rare = (line: string): number => (line.startsWith('needed') ? 0.04 : 0.2);
    model.lines.push(...scalars.filter((line) => random.chance(rare(line))));
    for (const name of enums.flat()) {
      const field = `of${name}`;
      if (random.chance(0.15)) {
        model.lines.push(random.pick([`${field} ${name}`, `${field} ${name}?`, `${field} ${name}[]`]));
      }
    }
    if (random.chance(0.2)) model.attributes.push(`@@map("t_${model.name.toLowerCase()}")`);
    if (random.chance(0.2) && !model.isView) model.attributes.push('@@index([id])');
  }
  const hub = random.chance(0.6) ? random.pick(models) : undefined;
  for (const [index, model] of models.entries()) {
    const others = [...(hub && random.chance(0.7) ? [hub] : []), ...models.filter(() => random.chance(0.12))];
    for (const [position, other] of others.entries()) {
      relate(
        model,
        other,
        `R${index}n${position}`,
        random.pick(['one', 'optional', 'unique', 'many']),
        random,
      );
    }
  }
  return {
    files: () => [
      { path: 'prisma/schema/main.prisma', text: mainText(usedPreviews, hasSchemas) },
      ...files.map((list, index) => ({
        path: `prisma/schema/${'cbadzf'[index]}.prisma`,
        text: [
          ...(enums[index] ?? []).map((name) => enumText(name, hasSchemas)),
          ...list.map((model, at) =>
            modelText(model, at, hasSchemas ? (index % 2 ? 'other' : 'public') : ''),
          ),
        ].join('\n'),
      })),
    ],
    edit() {
      const model = random.pick(models);
      const line = random.pick(scalars.filter((one) => !one.startsWith('needed')));
      const at = model.lines.indexOf(line);
      if (at < 0) model.lines.push(line);
      else model.lines.splice(at, 1);
    },
  };
}

function relate(model: RandomModel, other: RandomModel, name: string, kind: string, random: Random): void {
  if (model.isIgnored || other.isIgnored) return;
  const { fields } = keys[other.key];
  if (kind === 'many') {
    if (model.isView || other.isView || fields.length > 1 || keys[model.key].fields.length > 1) return;
    model.lines.push(`${name}a ${other.name}[] @relation("${name}")`);
    other.lines.push(`${name}b ${model.name}[] @relation("${name}")`);
    return;
  }
  const mark = kind === 'optional' ? '?' : '';
  const from = fields.map(([field]) => `${name}${field}`).join(', ');
  const to = fields.map(([field]) => field).join(', ');
  const rule = random.chance(0.3) ? ', onDelete: Cascade' : '';
  model.lines.push(
    `${name}a ${other.name}${mark} @relation("${name}", fields: [${from}], references: [${to}]${rule})`,
  );
  const isAlone = fields.length === 1 && kind === 'unique';
  for (const [field, type, native = ''] of fields) {
    model.lines.push(`${name}${field} ${type}${mark}${isAlone ? ' @unique' : ''}${native}`);
  }
  if (kind === 'unique' && !isAlone) model.attributes.push(`@@unique([${from}])`);
  other.lines.push(
    `${name}b ${kind === 'unique' ? `${model.name}?` : `${model.name}[]`} @relation("${name}")`,
  );
}

function mainText(usedPreviews: readonly string[], hasSchemas: boolean): string {
  return `datasource db {
  provider = "postgresql"
${hasSchemas ? '  schemas  = ["public", "other"]\n' : ''}}

generator client {
  provider               = "prisma-client"
  output                 = "../../src/generated/prisma"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
  previewFeatures        = ${JSON.stringify(usedPreviews)}
}
`;
}

function enumText(name: string, hasSchemas: boolean): string {
  const schema = hasSchemas ? '  @@schema("public")\n' : '';
  return `enum ${name} {\n  A @map("a-a")\n  B\n  @@map("${name.toLowerCase()}_of")\n${schema}}\n`;
}

function modelText(model: RandomModel, at: number, schema: string): string {
  const lines = [
    // Prisma does not want to be told of fields of a model it ignores.
    ...model.lines.filter((line) => !(model.isIgnored && line.endsWith('@ignore'))),
    ...model.attributes,
    ...(model.isIgnored ? ['@@ignore'] : []),
    ...(schema === '' ? [] : [`@@schema("${schema}")`]),
  ];
  const doc = at % 2 === 0 ? '' : `/// What ${model.name} is.\n`;
  return `${doc}${model.isView ? 'view' : 'model'} ${model.name} {\n  ${lines.join('\n  ')}\n}\n`;
}

interface Random {
  readonly below: (limit: number) => number;
  readonly chance: (share: number) => boolean;
  readonly pick: <Item>(items: readonly Item[]) => Item;
}

/** Mulberry32. */
function createRandom(seed: number): Random {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    chance: (share) => next() < share,
    pick(items) {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('Nothing to choose from.');
      return item;
    },
  };
}
