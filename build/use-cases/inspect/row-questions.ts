import { type ComposedModel } from '../../model/composed-model.ts';
import { columnName } from '../../model/names/list-constraint-names.ts';
import { type Declared } from '../../model/scanned-source.ts';
import { listOneSidedTables, listRelationTables } from '../../model/names/list-relation-tables.ts';
import { listTableNames } from '../../model/names/list-table-names.ts';
import { type Field } from '../../prisma-language/read-declarations.ts';
import { foreignKeyFields, relationName } from '../../model/one-sided-relation.ts';
import { type DiscoveredComponent } from '../../model/discovered-component.ts';
import { compareText } from '../../diagnostics/sort-diagnostics.ts';
import { type ComponentUse } from '../../pipeline/graph/component-uses.ts';
import { type RowQuestion } from '../../postgres/catalog/row-question.ts';

/** The rows of a component's own tables, and those of others that refer to it. */
export function rowQuestions(
  component: DiscoveredComponent,
  { sources, opposites }: Pick<ComposedModel, 'sources' | 'opposites'>,
  uses: readonly ComponentUse[],
  defaultSchema: string | undefined,
): { readonly own: RowQuestion[]; readonly referring: RowQuestion[] } {
  const declared = sources.flatMap((source) => source.declared);
  const settings = { defaultSchema: defaultSchema ?? '' };
  const question = (
    one: { schema: string; name: string },
    about: { label: string; component: string; columns?: readonly string[] },
  ) => ({
    schema: one.schema === '' ? undefined : one.schema,
    table: one.name,
    columns: [],
    ...about,
  });
  const own = declared.filter((one) => one.component === component.name && one.kind === 'model');
  const referring = uses.flatMap((use) => {
    if (use.kind !== 'field' || use.to !== component || use.from === component) return [];
    const about = { label: `${use.model}.${use.field}`, component: use.from.name };
    const author = declared.find((one) => one.component === use.from.name && one.name === use.model);
    const field = author?.fields.find(({ name }) => name === use.field);
    if (!author || !field || author.kind !== 'model') return [];
    const columns = referringColumns(author, field, use.target.kind);
    if (columns)
      return listTableNames([author], settings).map((table) => question(table, { ...about, columns }));
    const owner = declared.find((one) => one.component === component.name && one.name === use.target.name);
    const between = [
      ...listOneSidedTables(
        opposites.filter((one) => one.author === author && one.field === field),
        settings,
      ),
      ...(owner ? listRelationTables([author, owner], settings) : []).filter(
        ({ uncut }) => uncut === `_${relationName(field) ?? [author.name, owner?.name].sort().join('To')}`,
      ),
    ];
    return between.filter(({ thing }) => thing === 'table').map((table) => question(table, about));
  });
  return {
    own: listTableNames(own, settings).map((table) =>
      question(table, { label: table.owner.name, component: component.name }),
    ),
    // By component; within one as they are written.
    referring: referring.sort((a, b) => compareText(a.component, b.component)),
  };
}

/** The author's columns by which a row refers; undefined when it does by a table in between, or not at all. */
function referringColumns(author: Declared, field: Field, target: string): string[] | undefined {
  if (target === 'enum') return [columnName(field)];
  const names = foreignKeyFields(field);
  return names?.map((name) => {
    const key = author.fields.find((one) => one.name === name);
    return key ? columnName(key) : name;
  });
}
