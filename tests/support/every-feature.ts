import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type SchemaFile } from '../../build/model/schema-file.ts';
import { renderFile } from '../../build/use-cases/sqlalchemy/python/render-file.ts';
import { readComposedSchema } from '../../build/use-cases/sqlalchemy/read-composed-schema.ts';
import { selectModels } from '../../build/use-cases/sqlalchemy/select-models.ts';
import { type Style } from '../../build/use-cases/sqlalchemy/style.ts';

const path = join(import.meta.dirname, '../fixtures/sqlalchemy/every-feature.prisma');

/** A schema with everything models can be made of. */
export const everyFeature: SchemaFile = { path: 'schema.prisma', text: readFileSync(path, 'utf8') };

/** What Prisma's client leaves out, and the models with it, in SQL. */
export const leftOutSql =
  'ALTER TABLE "Person" ADD secret TEXT, ADD shape macaddr; CREATE INDEX "Person_shape_idx" ON "Person" (shape)';

/** The models of a schema, of all of it or of the models named. */
export async function renderModels(
  schema: SchemaFile,
  style: Style,
  names?: readonly string[],
): Promise<string> {
  const all = await readComposedSchema([schema]);
  return renderFile(
    selectModels(all, (name) => names?.includes(name) ?? true),
    style,
    [],
  );
}
