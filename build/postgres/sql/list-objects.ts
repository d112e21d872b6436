import { listNamedObjects } from './list-named-objects.ts';
import { relationRole } from './relation-roles.ts';
import { type ScriptPlaces } from './script-places.ts';
import { type SqlNode, type SqlObject } from './sql-statement.ts';
import { walkTree } from './walk-tree.ts';

/**
 * Everything a statement names: first what it is about, then what it reads and refers to, in the order of the tree. What only
 * runs later (the text of a function, of `EXECUTE`) names nothing here; for a `DO` block see `list-block-objects.ts`.
 */
export function listObjects(node: SqlNode, places: ScriptPlaces): SqlObject[] {
  const named = listNamedObjects(node, places);
  const walked: SqlObject[] = [];
  const localNames = new Set<string>();
  walkTree(node, {
    relation: ({ schema, name, location, isTemporary }, parent, field, within) => {
      const object = {
        ...relationRole(parent, field, within),
        schema,
        name,
        offset: places.ofBytes(location),
      };
      walked.push(isTemporary && object.touch === 'create' ? { ...object, isTemporary } : object);
    },
    type: ({ schema, name, location }) => {
      walked.push({ kind: 'type', schema, name, touch: 'refer', offset: places.ofBytes(location) });
    },
    localName: (name) => localNames.add(name),
  });
  const isLocal = ({ touch, schema, name }: SqlObject) =>
    touch === 'read' && schema === undefined && localNames.has(name);
  // What a statement is about stands in the tree, too; there it would count as read, or as the type of something.
  const isNamed = ({ kind, touch, schema, name, offset }: SqlObject) =>
    named.some((one) =>
      kind === 'type'
        ? one.kind === kind && one.schema === schema && one.name === name
        : touch === 'read' && one.offset === offset,
    );
  const others = walked.filter((one) => !isLocal(one) && !isNamed(one));
  const isAside = ({ touch }: SqlObject) => touch === 'read' || touch === 'refer';
  return [...named, ...others.filter((one) => !isAside(one)), ...others.filter(isAside)];
}
