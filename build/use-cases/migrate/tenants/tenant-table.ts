import { type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { columnName } from '../../../model/names/list-constraint-names.ts';
import { listTableNames, type NameSettings } from '../../../model/names/list-table-names.ts';
import { placeAt } from '../../../model/names/declared.ts';
import { type ScannedSource } from '../../../model/scanned-source.ts';
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
}

export function listTenantTables(
  sources: readonly ScannedSource[],
  settings: NameSettings,
): readonly TenantTable[] {
  return listTenantModels(sources).flatMap(({ model, mark, field }) =>
    listTableNames([model], settings).map(({ schema, name }) => ({
      component: model.component,
      model: model.name,
      schema,
      name,
      column: columnName(field),
      location: placeAt(model, mark.offset, mark.text.length),
    })),
  );
}
