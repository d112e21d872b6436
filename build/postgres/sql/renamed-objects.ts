import type { RenameStmt } from 'libpg-query';
import { namedObject, namesIn } from './named-object.ts';
import { type ScriptPlaces } from './script-places.ts';
import { type SqlObject } from './sql-statement.ts';

/** What gets another name, and the table it is a part of. */
export function renamedObjects(
  { renameType, relation, object, subname, newname: newName }: RenameStmt,
  places: ScriptPlaces,
): SqlObject[] {
  const about = { touch: 'rename' as const, ...(newName === undefined ? {} : { newName }) };
  if (!relation) {
    const names = object ? namesIn(object) : [subname ?? ''];
    return namedObject(renameType, names, { ...about, offset: places.ofName(names.at(-1) ?? '') });
  }
  const { schemaname: schema, relname: table = '', location } = relation;
  const offset = places.ofBytes(location);
  const names = [...(schema === undefined ? [] : [schema]), table];
  if (subname === undefined) return namedObject(renameType, names, { ...about, offset });
  if (renameType === 'OBJECT_ATTRIBUTE') return namedObject(renameType, names, { touch: 'alter', offset });
  return [
    { kind: 'table', schema, name: table, touch: 'alter', offset },
    ...namedObject(renameType, [...names, subname], { ...about, offset: places.ofName(subname) }),
  ];
}
