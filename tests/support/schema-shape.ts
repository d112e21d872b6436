import { type SchemaFile } from '../../build/model/schema-file.ts';

/** A schema as data, so that a test can change it in one place and write it out again. */
export interface SchemaShape {
  previews: string[];
  /** Models live in two PostgreSQL schemas. */
  multiSchema: boolean;
  enums: Record<string, string[]>;
  models: ModelShape[];
}

export interface ModelShape {
  name: string;
  kind: 'model' | 'view';
  doc?: string;
  /** Scalar and enum fields as lines, without the key. */
  fields: string[];
  attributes: string[];
  relations: RelationShape[];
}

/** This model's side; the other one is written from it. */
export interface RelationShape {
  to: string;
  kind: 'one' | 'optional' | 'unique' | 'many';
}

export function model(name: string, fields: string[] = [], relations: RelationShape[] = []): ModelShape {
  return { name, kind: 'model', fields, attributes: [], relations };
}

/** Composed files, one a model, as Prisma reads them. */
export function writeShape(shape: SchemaShape): SchemaFile[] {
  const enums = Object.entries(shape.enums).map(
    ([name, values]) =>
      `enum ${name} {\n  ${values.join('\n  ')}\n${shape.multiSchema ? '  @@schema("public")\n' : ''}}\n`,
  );
  return [
    { path: 'prisma/schema/main.prisma', text: `${mainText(shape)}\n${enums.join('\n')}` },
    ...shape.models.map((it, index) => ({
      path: `prisma/schema/${it.name}.prisma`,
      text: modelText(it, index, shape),
    })),
  ];
}

function mainText({ previews, multiSchema }: SchemaShape): string {
  const schemas = multiSchema ? '  schemas = ["public", "other"]\n' : '';
  return `datasource db {
  provider = "postgresql"
${schemas}}

generator client {
  provider               = "prisma-client"
  output                 = "../../src/generated/prisma"
  runtime                = "nodejs"
  moduleFormat           = "esm"
  generatedFileExtension = "ts"
  importFileExtension    = "ts"
  previewFeatures        = ${JSON.stringify(previews)}
}
`;
}

function modelText(shape: ModelShape, index: number, { models, multiSchema }: SchemaShape): string {
  const lines = [
    shape.kind === 'view' ? 'id Int @unique' : 'id Int @id',
    ...shape.fields,
    ...shape.relations.flatMap(({ to, kind }, position) => ownSide(shape.name, to, kind, position)),
    ...models.flatMap((from) =>
      from.relations.flatMap(({ to, kind }, position) =>
        to === shape.name ? [otherSide(from.name, kind, position, shape.name)] : [],
      ),
    ),
    ...shape.attributes,
    ...(multiSchema ? [`@@schema("${index % 2 === 0 ? 'public' : 'other'}")`] : []),
  ];
  const doc = shape.doc === undefined ? '' : `/// ${shape.doc}\n`;
  return `${doc}${shape.kind} ${shape.name} {\n  ${lines.join('\n  ')}\n}\n`;
}

function ownSide(from: string, to: string, kind: RelationShape['kind'], position: number): string[] {
  const name = `"${from}${to}${position}"`;
  const field = `to${to}${position}`;
  if (kind === 'many') return [`${field} ${to}[] @relation(${name})`];
  const mark = kind === 'optional' ? '?' : '';
  return [
    `${field} ${to}${mark} @relation(${name}, fields: [${field}Id], references: [id])`,
    `${field}Id Int${mark}${kind === 'unique' ? ' @unique' : ''}`,
  ];
}

function otherSide(from: string, kind: RelationShape['kind'], position: number, to: string): string {
  const type = kind === 'unique' ? `${from}?` : `${from}[]`;
  return `from${from}${position} ${type} @relation("${from}${to}${position}")`;
}
