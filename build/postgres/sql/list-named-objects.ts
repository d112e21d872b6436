import { alteredObjects } from './altered-objects.ts';
import { namedObject, namesIn, thing } from './named-object.ts';
import { renamedObjects } from './renamed-objects.ts';
import { type ScriptPlaces } from './script-places.ts';
import { type SqlNode, type SqlObject } from './sql-statement.ts';

/** What a statement is about, as far as it is more than a relation in its place (`relation-roles.ts`). */
export function listNamedObjects(node: SqlNode, places: ScriptPlaces): SqlObject[] {
  const start = places.ofBytes(undefined);
  if ('AlterTableStmt' in node) return alteredObjects(node.AlterTableStmt, places);
  if ('RenameStmt' in node) return renamedObjects(node.RenameStmt, places);
  if ('DropStmt' in node) {
    const { objects = [], removeType } = node.DropStmt;
    return objects.flatMap((object) => {
      const names = namesIn(object);
      return namedObject(removeType, names, { touch: 'drop', offset: places.ofName(names.at(-1) ?? '') });
    });
  }
  if ('CommentStmt' in node) {
    const { objtype, object } = node.CommentStmt;
    return namedObject(objtype, namesIn(object), { touch: 'alter', offset: start });
  }
  if ('IndexStmt' in node) {
    const { idxname: name, relation } = node.IndexStmt;
    const { schemaname: schema, relname: table = '' } = relation ?? {};
    return name === undefined
      ? []
      : [{ kind: 'index', schema, name, table, touch: 'create', offset: places.ofName(name) }];
  }
  if ('CreateTrigStmt' in node) {
    const { trigname: name = '', relation } = node.CreateTrigStmt;
    const { schemaname: schema, relname: table = '' } = relation ?? {};
    return [{ kind: 'trigger', schema, name, table, touch: 'create', offset: places.ofName(name) }];
  }
  if ('CreatePolicyStmt' in node) {
    const { policy_name: name = '', table: relation } = node.CreatePolicyStmt;
    const { schemaname: schema, relname: table = '' } = relation ?? {};
    return [{ kind: 'policy', schema, name, table, touch: 'create', offset: places.ofName(name) }];
  }
  if ('AlterObjectSchemaStmt' in node || 'AlterOwnerStmt' in node) {
    const { objectType, relation, object } =
      'AlterOwnerStmt' in node ? node.AlterOwnerStmt : node.AlterObjectSchemaStmt;
    const { schemaname, relname, location } = relation ?? {};
    const names =
      relname === undefined ? namesIn(object) : [schemaname, relname].filter((one) => one !== undefined);
    const newSchema = 'AlterObjectSchemaStmt' in node ? node.AlterObjectSchemaStmt.newschema : undefined;
    return namedObject(objectType, names, {
      touch: 'alter',
      offset: places.ofBytes(location),
      ...(newSchema !== undefined && { newSchema }),
    });
  }
  return simpleObjects(node, start);
}

function simpleObjects(node: SqlNode, start: number): SqlObject[] {
  if ('CreateEnumStmt' in node) return thing('type', namesIn(node.CreateEnumStmt.typeName), 'create', start);
  if ('CreateRangeStmt' in node)
    return thing('type', namesIn(node.CreateRangeStmt.typeName), 'create', start);
  if ('CreateDomainStmt' in node)
    return thing('type', namesIn(node.CreateDomainStmt.domainname), 'create', start);
  if ('AlterEnumStmt' in node) return thing('type', namesIn(node.AlterEnumStmt.typeName), 'alter', start);
  if ('AlterDomainStmt' in node) return thing('type', namesIn(node.AlterDomainStmt.typeName), 'alter', start);
  if ('CreateFunctionStmt' in node)
    return thing('function', namesIn(node.CreateFunctionStmt.funcname), 'create', start);
  if ('CreateSchemaStmt' in node)
    return thing('schema', [node.CreateSchemaStmt.schemaname ?? ''], 'create', start);
  if ('CreateExtensionStmt' in node)
    return thing('extension', [node.CreateExtensionStmt.extname ?? ''], 'create', start);
  return [];
}
