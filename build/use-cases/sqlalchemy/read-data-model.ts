import { defaultTenantField } from '../../model/read-tenant-marks.ts';
import { type DMMF } from './dmmf.ts';
import { type Column, type DataModel, type Enum, type Index, type Model } from './data-model.ts';
import { findGeneratedFields } from './find-generated-fields.ts';
import { attributeNamed, type DeclarationsByName } from './read-declared.ts';
import { readColumn } from './read-column.ts';
import { readForeignKeys } from './read-foreign-keys.ts';
import { readIndexes, readPrimaryKey } from './read-indexes.ts';
import { readJoinTables, readRelations } from './read-relations.ts';

/** Prisma's description as tables, with the names that Prisma gives in the database. */
export async function readDataModel(
  datamodel: DMMF.Datamodel,
  declared: DeclarationsByName,
): Promise<DataModel> {
  const generated = await findGeneratedFields(datamodel);
  const enums = new Set(datamodel.enums.map(({ name }) => name));
  const tables = datamodel.models.map((model) => {
    const declaration = declared.get(model.name);
    return {
      model,
      declaration,
      name: model.dbName ?? model.name,
      columns: model.fields
        .filter(({ kind }) => kind !== 'object')
        .map((field) => readColumn(field, enums, declaration, generated.has(field))),
    };
  });
  const byName = new Map(tables.map((table) => [table.model.name, table]));
  const keys = new Map(tables.map((table) => [table.model.name, readForeignKeys(table, byName)]));
  const models = tables.map((table): Model => {
    const { model, declaration, columns, name } = table;
    const indexes = datamodel.indexes.filter((index) => index.model === model.name);
    const primaryKey = readPrimaryKey(indexes, table);
    const known = readIndexes(indexes, table);
    const fields = new Set(model.fields.map((field) => field.name));
    const ignored = declaration?.fields.filter((field) => !fields.has(field.name)) ?? [];
    return {
      name: model.name,
      table: name,
      schema: model.schema ?? undefined,
      isView: declaration?.block.kind === 'view',
      ...readTenant(model.documentation, columns),
      columns,
      primaryKey,
      identity: primaryKey?.columns ?? findIdentity(known.indexes) ?? columns,
      indexes: known.indexes,
      foreignKeys: [...(keys.get(model.name)?.values() ?? [])],
      relations: readRelations(model, datamodel.models, keys),
      leftOut: [...ignored.map((field) => `field "${field.name}"`), ...known.leftOut],
    };
  });
  return {
    models,
    enums: datamodel.enums.map((one) => readEnum(one, declared)),
    joinTables: readJoinTables(datamodel.models),
  };
}

/** `/// @tenant` or `/// @tenant(field)` above a model, and what else is said there. */
function readTenant(
  documentation: string | undefined,
  columns: readonly Column[],
): Pick<Model, 'documentation' | 'tenant'> {
  const lines = documentation?.split('\n') ?? [];
  const marks = lines.map((line) => /^\s*@tenant(?:\((\w+)\))?\s*$/.exec(line));
  const mark = marks.find((found) => found !== null);
  const name = mark?.[1] ?? defaultTenantField;
  const rest = lines.filter((_line, at) => !marks[at]).join('\n');
  return {
    documentation: rest.trim() === '' ? undefined : rest,
    tenant: mark ? columns.find(({ field }) => field === name) : undefined,
  };
}

/** A key of every row: not one that leaves rows out, by a condition or because a column is empty. */
function findIdentity(indexes: readonly Index[]): readonly Column[] | undefined {
  return indexes
    .filter(({ isUnique, where }) => isUnique && where === undefined)
    .map(({ columns }) => columns.map(({ column }) => column))
    .find((columns) => columns.every(({ isRequired }) => isRequired));
}

function readEnum(
  { name, dbName, values, documentation }: DMMF.DatamodelEnum,
  declared: DeclarationsByName,
): Enum {
  const declaration = declared.get(name);
  return {
    name,
    type: dbName ?? name,
    schema: attributeNamed(declaration, 'schema') ? declaration?.block.schema : undefined,
    values: values.map((value) => ({ name: value.name, value: value.dbName ?? value.name })),
    documentation,
  };
}
