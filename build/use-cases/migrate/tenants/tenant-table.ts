import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { columnName, listConstraintNames } from '../../../model/names/list-constraint-names.ts';
import { type DatabaseName } from '../../../model/names/database-name.ts';
import { listRelationTables } from '../../../model/names/list-relation-tables.ts';
import { listTableNames, type NameSettings } from '../../../model/names/list-table-names.ts';
import { placeAt } from '../../../model/names/declared.ts';
import { type Declared, type ScannedSource } from '../../../model/scanned-source.ts';
import { listTenantModels } from '../../../model/tenant-models.ts';

/** The table of a tenant model. */
export interface TenantTable {
  readonly component: string;
  readonly model: string;
  readonly schema: string;
  readonly name: string;
  /** The column that says whose a row is. */
  readonly column: string;
  /** Of `@tenant` in the author's file. */
  readonly location: SourceLocation;
  /** Of the relations, by the name of the foreign key or of the table behind a many-to-many one. */
  readonly relations: ReadonlyMap<string, SourceLocation>;
}

export function listTenantTables(
  sources: readonly ScannedSource[],
  settings: NameSettings,
): readonly TenantTable[] {
  const between = listRelationTables(
    sources.flatMap(({ declared }) => declared),
    settings,
  ).filter(({ thing }) => thing === 'table');
  return listTenantModels(sources).flatMap(({ model, mark, field }) =>
    listTableNames([model], settings).map((table) => ({
      component: model.component,
      model: model.name,
      schema: table.schema,
      name: table.name,
      column: columnName(field),
      location: placeAt(model, mark.offset, mark.text.length),
      relations: new Map([
        ...listConstraintNames(table).flatMap(keyPlace),
        ...between.flatMap((one) => sidePlace(one, model)),
      ]),
    })),
  );
}

function keyPlace({ thing, name, owner, field }: DatabaseName): [string, SourceLocation][] {
  return thing === 'foreignKey' && field ? [[name, placeAt(owner, field.offset, field.name.length)]] : [];
}

/** The field of a model that a many-to-many relation begins or ends at. */
function sidePlace(
  { name, owner, models = ['', ''], offset }: DatabaseName,
  model: Declared,
): [string, SourceLocation][] {
  if (!models.includes(model.name)) return [];
  const other = models[0] === model.name ? models[1] : models[0];
  // Of several relations between two models the name is written at each: the offset is of one of them.
  const written =
    owner === model ? model.fields.findLast((one) => one.isList && one.offset <= offset) : undefined;
  const field = written ?? model.fields.find(({ type, isList }) => isList && type === other);
  return field ? [[name, placeAt(model, field.offset, field.name.length)]] : [];
}
