import { InternalError } from '../../../diagnostics/internal-error.ts';
import { type Selection } from '../select-models.ts';
import { type EnumNames } from './python-type.ts';
import { attributeName, className, Names } from './identifiers.ts';

/** What everything is called in one file. */
export interface FileNames {
  readonly enums: ReadonlyMap<string, EnumNames>;
  /** Class of a model. */
  readonly classOf: (model: string) => string;
  /** Variable of the table behind a many-to-many relation. */
  readonly tableOf: (relation: string) => string;
  /** Attribute of a field. */
  readonly attributeOf: (model: string, field: string) => string;
}

export function nameAll({ models, enums, joinTables }: Selection): FileNames {
  const module = Names.ofModule();
  const enumClasses = enums.map(({ name }): [string, string] => [name, module.take(className(name))]);
  const classes = new Map(models.map(({ name }) => [name, module.take(className(name))]));
  // A leading underscore keeps these apart from whatever the schema names; among themselves they need not be.
  const hidden = Names.ofHidden();
  const tables = new Map(
    joinTables.map(({ relation }) => [relation, hidden.take(`_${relation.replaceAll(/\W/g, '_')}_table`)]),
  );
  const attributes = new Map(
    models.map(({ name, columns, relations }) => {
      const inClass = Names.ofClass();
      const fields = [...columns, ...relations].map(({ field }) => field);
      return [name, new Map(fields.map((field) => [field, inClass.take(attributeName(field))]))];
    }),
  );
  return {
    enums: new Map(
      enumClasses.map(([name, taken]) => [name, { class: taken, type: hidden.take(`_${taken}_type`) }]),
    ),
    classOf: (model) => known(classes.get(model), model),
    tableOf: (relation) => known(tables.get(relation), relation),
    attributeOf: (model, field) => known(attributes.get(model)?.get(field), `${model}.${field}`),
  };
}

function known(name: string | undefined, what: string): string {
  if (name === undefined) throw new InternalError(`"${what}" is not in this file.`);
  return name;
}
