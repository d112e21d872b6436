import { model, type ModelShape, type SchemaShape } from './schema-shape.ts';

/** One change an author makes; `at` chooses where, `what` chooses how. Every outcome is a schema Prisma reads. */
export type SchemaChange = (shape: SchemaShape, at: number, what: number) => void;

const fieldLines = [
  'note String?',
  'weight Decimal? @db.Decimal(10, 2)',
  'data Json?',
  'tags String[]',
  'kind Kind @default(A)',
  'kinds Kind[]',
  'bytes Bytes?',
  'big BigInt @default(0)',
  'code String @unique',
  'seen DateTime @default(now())',
  'shape Unsupported("polygon")',
  'ok Boolean? /// a field with words',
];
const attributes = ['@@map("mapped_%")', '@@index([id])', '@@unique([id])', '@@ignore'];
const features = [
  'relationJoins',
  'strictUndefinedChecks',
  'fullTextSearchPostgres',
  'nativeDistinct',
  'views',
];
const relationKinds = ['one', 'optional', 'unique', 'many'] as const;

export const schemaChanges: Record<string, SchemaChange> = {
  'field added or removed': (shape, at, what) => {
    toggle(modelAt(shape, at).fields, pick(fieldLines, what));
  },
  'attribute added or removed': (shape, at, what) => {
    const target = modelAt(shape, at);
    toggle(target.attributes, pick(attributes, what).replace('%', target.name.toLowerCase()));
  },
  'model added': (shape, _, what) => {
    const name = `New${what % 7}`;
    if (!shape.models.some((it) => it.name === name))
      shape.models.push(model(name, [pick(fieldLines, what)]));
  },
  'model removed': (shape, at) => {
    if (shape.models.length < 2) return;
    const { name } = modelAt(shape, at);
    shape.models = shape.models.filter((it) => it.name !== name);
    for (const it of shape.models) it.relations = it.relations.filter(({ to }) => to !== name);
  },
  'model renamed': (shape, at, what) => {
    const target = modelAt(shape, at);
    const name = `Other${what % 9}`;
    if (shape.models.some((it) => it.name === name)) return;
    for (const { relations } of shape.models) {
      for (const relation of relations) if (relation.to === target.name) relation.to = name;
    }
    target.name = name;
    target.attributes = [];
  },
  'enum value added or removed': (shape, _, what) => {
    toggle(shape.enums['Kind'] ?? [], `V${what % 5}`);
  },
  'relation across components added or removed': (shape, at, what) => {
    const target = modelAt(shape, at);
    if (what % 3 === 0 && target.relations.length > 0) target.relations.pop();
    else target.relations.push({ to: modelAt(shape, what).name, kind: pick(relationKinds, what) });
  },
  // Words alone make no new client (the canonical hash leaves comments out): they come with the next change.
  'words about a model, and a field': (shape, at, what) => {
    modelAt(shape, at).doc = `what ${what} is`;
    toggle(modelAt(shape, at + 1).fields, 'worded Int?');
  },
  'models in another order': (shape, at) => {
    shape.models.push(...shape.models.splice(0, at % shape.models.length));
  },
  'preview feature': (shape, _, what) => {
    toggle(shape.previews, pick(features, what));
  },
  'PostgreSQL schemas': (shape) => {
    shape.multiSchema = !shape.multiSchema;
  },
  'model made a view': (shape, at) => {
    const target = modelAt(shape, at);
    target.kind = target.kind === 'view' ? 'model' : 'view';
    if (!shape.previews.includes('views')) shape.previews.push('views');
  },
};

function modelAt(shape: SchemaShape, at: number): ModelShape {
  return pick(shape.models, at);
}

function pick<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('Nothing to choose from.');
  return item;
}

function toggle(list: string[], item: string): void {
  const index = list.indexOf(item);
  if (index < 0) list.push(item);
  else list.splice(index, 1);
}
