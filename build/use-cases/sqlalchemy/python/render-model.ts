import { type Column, type Model } from '../data-model.ts';
import { type FileContext } from './file-context.ts';
import { before, layOut, list, type Python, tuple } from './layout.ts';
import { pythonComment, docstring, pythonString } from './literals.ts';
import { renderColumn } from './render-column.ts';
import { renderConstraints } from './render-constraints.ts';
import { renderRelation } from './render-relation.ts';

const indent = '    ';

/** The class of a model or a view. */
export function renderModel(model: Model, context: FileContext): string {
  const { names } = context;
  const lines = [
    `class ${names.classOf(model.name)}(Base):`,
    ...(model.documentation === undefined ? [] : [docstring(model.documentation, indent), '']),
    `${indent}__tablename__ = ${pythonString(model.table)}`,
    ...tableArguments(model, context),
  ];
  if (model.leftOut.length > 0) {
    lines.push(
      '',
      ...model.leftOut.map((what) => pythonComment(`Not here, as in Prisma's client: ${what}.`, indent)),
    );
  }
  lines.push(
    '',
    ...model.columns.flatMap((column) => documented(column, renderColumn(model, column, context))),
  );
  if (!model.primaryKey) lines.push('', mapperArguments(model.identity, model, context));
  if (model.relations.length > 0) {
    lines.push(
      '',
      ...model.relations.flatMap((relation) =>
        documented(relation, renderRelation(model, relation, context)),
      ),
    );
  }
  return `${lines.join('\n')}\n`;
}

function documented(
  { documentation }: { readonly documentation: string | undefined },
  line: Python,
): string[] {
  return [...(documentation === undefined ? [] : [pythonComment(documentation, indent)]), layOut(line, 4)];
}

function tableArguments(model: Model, context: FileContext): string[] {
  if (model.tenant) context.helpers.add('for_tenant');
  const info = [
    ...(model.isView ? ['"is_view": True'] : []),
    ...(model.tenant ? [`"tenant": ${pythonString(model.tenant.name)}`] : []),
  ];
  const settings = [
    ...(model.schema === undefined ? [] : [`"schema": ${pythonString(model.schema)}`]),
    ...(info.length > 0 ? [`"info": {${info.join(', ')}}`] : []),
  ];
  const all = [
    ...renderConstraints(model, context),
    ...(settings.length > 0 ? [{ open: '{', items: settings, close: '}' }] : []),
  ];
  return all.length === 0 ? [] : [layOut(before('__table_args__ = ', tuple(all)), 4)];
}

/** SQLAlchemy has to tell rows apart even where the table has no primary key. */
function mapperArguments(identity: readonly Column[], model: Model, { names }: FileContext): string {
  const columns = list(identity.map(({ field }) => names.attributeOf(model.name, field)));
  const item = before('"primary_key": ', columns);
  return layOut({ open: '__mapper_args__ = {', items: [item], close: '}' }, 4);
}
