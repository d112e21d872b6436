import { type Column, type DataModel, modelOf, type Model } from './data-model.ts';

/** The part of a table that foreign keys of selected models lead to. */
export interface Stub {
  readonly model: Model;
  readonly columns: readonly Column[];
}

/** What goes into one file. */
export interface Selection extends DataModel {
  /** Tables of models that are not selected; only there so that foreign keys have an end. */
  readonly stubs: readonly Stub[];
}

/**
 * The models for which `isWanted` holds, whole: with their columns, indexes, foreign keys and enums. A foreign key to a
 * model outside leads to a stub of its table; relations to and from models outside are left out.
 */
export function selectModels(all: DataModel, isWanted: (model: string) => boolean): Selection {
  const models = all.models
    .filter(({ name }) => isWanted(name))
    .map((model) => ({ ...model, relations: model.relations.filter(({ target }) => isWanted(target)) }));
  const used = new Set(models.flatMap(({ columns }) => columns.map(({ type }) => type)));
  return {
    models,
    enums: all.enums.filter(({ name }) => used.has(name)),
    joinTables: all.joinTables.filter(({ a, b }) => isWanted(a.model) && isWanted(b.model)),
    stubs: stubsFor(models, all),
  };
}

function stubsFor(models: readonly Model[], all: DataModel): Stub[] {
  const needed = new Map<string, Set<Column>>();
  for (const { target, targetColumns } of models.flatMap(({ foreignKeys }) => foreignKeys)) {
    if (models.some(({ name }) => name === target)) continue;
    const columns = needed.get(target) ?? new Set();
    for (const column of targetColumns) columns.add(column);
    needed.set(target, columns);
  }
  return [...needed].map(([name, columns]) => ({ model: modelOf(all.models, name), columns: [...columns] }));
}
