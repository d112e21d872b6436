import { type ProjectConfig } from '../../../config/project-config.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ComposedModel } from '../../../model/composed-model.ts';
import { type FieldComment, readFieldComments } from '../../../model/field-comment.ts';
import { placeAt } from '../../../model/names/declared.ts';
import { foreignKeyFields } from '../../../model/one-sided-relation.ts';
import { type Declared } from '../../../model/scanned-source.ts';
import { listTenantModels } from '../../../model/tenant-models.ts';
import { type Field } from '../../../prisma-language/read-declarations.ts';
import { indexCodes } from './index-codes.ts';
import { type FieldIndex, listIndexes } from './list-indexes.ts';

type Model = Pick<ComposedModel, 'sources' | 'components'>;

/**
 * Foreign keys without an index: PostgreSQL makes none for them, and reads the whole table whenever a row they refer to is
 * deleted or its rows are looked for. Installed packages are their authors' to change; without foreign keys (`relationMode`) Prisma
 * itself warns.
 */
export function checkIndexes(
  { sources, components }: Model,
  { relationMode }: Pick<ProjectConfig, 'relationMode'>,
): Diagnostic[] {
  if (relationMode === 'prisma') return [];
  const packages = new Set(
    components.filter(({ path }) => path.includes('node_modules/')).map(({ name }) => name),
  );
  const own = sources.filter(({ component }) => !packages.has(component));
  const tenants = new Map(listTenantModels(own).map(({ model, field }) => [model, field.name]));
  const models = own.flatMap(({ declared }) => declared).filter(({ kind }) => kind === 'model');
  return models.flatMap((model) => checkModel(model, tenants.get(model)));
}

function checkModel(model: Declared, tenant: string | undefined): Diagnostic[] {
  const marks = readFieldComments(model, '@noindex');
  const indexes = listIndexes(model);
  return model.fields.flatMap((field) => {
    const key = foreignKeyFields(field);
    const isMissing = key !== undefined && !indexes.some((index) => serves(index, key, tenant));
    const mark = marks.get(field);
    if (mark) return checkMark({ model, field, mark }, isMissing);
    return isMissing ? [missingIndex({ model, field }, key, tenant)] : [];
  });
}

/**
 * True for an index that begins with the fields in any order, and for a unique one of some of them, which leaves one row.
 * Queries of a tenant's model name the tenant, too.
 */
function serves(
  { fields, isUnique }: FieldIndex,
  key: readonly string[],
  tenant: string | undefined,
): boolean {
  if (isUnique && fields.every((one) => key.includes(one))) return true;
  const others = (names: readonly string[]) => names.filter((one) => one !== tenant);
  const wanted = others(key);
  if (wanted.length === 0) return fields[0] === tenant;
  const first = others(fields).slice(0, wanted.length);
  return wanted.every((one) => first.includes(one));
}

function missingIndex(
  { model, field }: { readonly model: Declared; readonly field: Field },
  key: readonly string[],
  tenant: string | undefined,
): Diagnostic {
  const columns = tenant === undefined ? key : [tenant, ...key.filter((one) => one !== tenant)];
  const fields = key.map((one) => `"${one}"`).join(', ');
  return {
    code: indexCodes.missing,
    severity: 'warning',
    component: model.component,
    message: `Relation "${field.name}" of model "${model.name}" has no index that begins with ${fields}.`,
    hint: `Add \`@@index([${columns.join(', ')}])\` to the model, or say above the field why it needs none: "/// @noindex <reason>".`,
    location: placeAt(model, field.offset, field.name.length),
  };
}

function checkMark(
  { model, field, mark }: { readonly model: Declared; readonly field: Field; readonly mark: FieldComment },
  isMissing: boolean,
): Diagnostic[] {
  const about = {
    code: indexCodes.mark,
    severity: 'warning',
    component: model.component,
    location: placeAt(model, mark.offset, mark.length),
  } as const;
  if (!isMissing) {
    const message = `Field "${field.name}" of model "${model.name}" lacks no index, and "@noindex" says nothing.`;
    return [{ ...about, message, hint: 'Remove the comment.' }];
  }
  if (mark.text !== '') return [];
  const message = `"@noindex" does not say why relation "${field.name}" of model "${model.name}" needs no index.`;
  return [{ ...about, message, hint: 'Write the reason behind it: "/// @noindex rows are never deleted".' }];
}
