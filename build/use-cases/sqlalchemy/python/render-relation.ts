import { type Column, type Model, modelOf, type Relation } from '../data-model.ts';
import { type FileContext } from './file-context.ts';
import { call, list, named, type Python } from './layout.ts';
import { pythonString } from './literals.ts';

/** `jobs: Mapped[list["PrintJob"]] = relationship(…)`, in one piece. */
export function renderRelation(model: Model, relation: Relation, context: FileContext): Python {
  const { names, style } = context;
  const target = pythonString(names.classOf(relation.target));
  const single = relation.isRequired && relation.side === 'owner' ? target : `Optional[${target}]`;
  const hint = relation.isList ? `list[${target}]` : single;
  const options = [
    ...(style === '1.4' ? [target] : []),
    ...(relation.side === 'many'
      ? throughTable(model, relation, context)
      : throughKey(model, relation, context)),
    named('back_populates', pythonString(names.attributeOf(relation.target, relation.back))),
  ];
  const attribute = names.attributeOf(model.name, relation.field);
  return call(`${attribute}: Mapped[${hint}] = relationship`, options);
}

function throughKey(model: Model, relation: Relation, context: FileContext): Python[] {
  const { names } = context;
  const isOwner = relation.side === 'owner';
  const owner = isOwner ? model : modelOf(context.selection.models, relation.target);
  const { columns = [], targetColumns = [] } = relation.foreignKey ?? {};
  const isToItself = relation.target === model.name;
  const own = (all: readonly Column[]) => list(all.map(({ field }) => names.attributeOf(model.name, field)));
  // Classes below this one are not there yet: SQLAlchemy looks the text up later.
  const later = () =>
    pythonString(
      `[${columns.map(({ field }) => `${names.classOf(owner.name)}.${names.attributeOf(owner.name, field)}`).join(', ')}]`,
    );
  const shared = sharedColumns(owner, isOwner ? relation.field : relation.back, context);
  return [
    ...(isAmbiguous(model, relation, context)
      ? [named('foreign_keys', isOwner || isToItself ? own(columns) : later())]
      : []),
    ...(isToItself && isOwner ? [named('remote_side', own(targetColumns))] : []),
    ...(!isOwner && !relation.isList ? [named('uselist', 'False')] : []),
    // What becomes of the rows is the foreign key's to say, as it is for Prisma.
    ...(isOwner ? [] : [named('passive_deletes', pythonString('all'))]),
    ...(shared.length > 0 ? [named('overlaps', pythonString(shared.join(',')))] : []),
  ];
}

/** Two tables with several foreign keys between them: SQLAlchemy wants to be told which one. */
function isAmbiguous(model: Model, { target }: Relation, { selection }: FileContext): boolean {
  const other = modelOf(selection.models, target);
  const there = model.foreignKeys.filter((key) => key.target === target);
  const back = other.foreignKeys.filter((key) => key.target === model.name);
  return model === other || there.length + back.length > 1;
}

/** Relations that write the same columns (`tenantId` of two composite keys), on both sides: meant so. */
function sharedColumns(owner: Model, field: string, { names }: FileContext): string[] {
  const owned = owner.relations.filter(({ side }) => side === 'owner');
  const columnsOf = (relation: Relation | undefined) =>
    relation?.foreignKey?.columns.map(({ name }) => name) ?? [];
  const columns = columnsOf(owned.find((one) => one.field === field));
  const others = owned.filter(
    (one) => one.field !== field && columnsOf(one).some((name) => columns.includes(name)),
  );
  return [
    ...new Set(
      others.flatMap((one) => [
        names.attributeOf(owner.name, one.field),
        names.attributeOf(one.target, one.back),
      ]),
    ),
  ];
}

function throughTable(model: Model, relation: Relation, { names, selection }: FileContext): Python[] {
  const table = names.tableOf(relation.name);
  const join = selection.joinTables.find((one) => one.relation === relation.name);
  const key = model.identity[0];
  const isToItself = relation.target === model.name;
  if (!join || !key || !isToItself) return [named('secondary', table), 'passive_deletes=True'];
  const isA = join.a.field === relation.field;
  const id = `${names.classOf(model.name)}.${names.attributeOf(model.name, key.field)}`;
  const side = (column: string) => `lambda: ${id} == ${table}.c.${column}`;
  return [
    named('secondary', table),
    named('primaryjoin', side(isA ? 'A' : 'B')),
    named('secondaryjoin', side(isA ? 'B' : 'A')),
    'passive_deletes=True',
  ];
}
