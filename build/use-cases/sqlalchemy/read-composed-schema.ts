import { createDmmfReader } from '../../pipeline/generate/read-dmmf.js';
import { type SchemaFile } from '../../model/schema-file.ts';
import { type DataModel } from './data-model.ts';
import { readDataModel } from './read-data-model.ts';
import { readDeclared } from './read-declared.ts';

/**
 * The tables of a schema.
 *
 * @param files a schema that Prisma accepts
 */
export async function readComposedSchema(files: readonly SchemaFile[]): Promise<DataModel> {
  const document = await createDmmfReader()(files.map(({ path, text }) => [path, text]));
  return await readDataModel(document.datamodel, readDeclared(files.map(({ text }) => text)));
}
