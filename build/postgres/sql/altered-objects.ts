import type { AlterTableCmd, AlterTableStmt } from 'libpg-query';
import { objectKind } from './named-object.ts';
import { type ScriptPlaces } from './script-places.ts';
import { type SqlObject, type SqlTouch } from './sql-statement.ts';

/** The relation of an `ALTER TABLE`, and each column and constraint its parts are about. */
export function alteredObjects(
  { relation, cmds = [], objtype }: AlterTableStmt,
  places: ScriptPlaces,
): SqlObject[] {
  const { schemaname: schema, relname: name = '' } = relation ?? {};
  const whole: SqlObject = {
    kind: objectKind(objtype),
    schema,
    name,
    touch: 'alter',
    offset: places.ofBytes(relation?.location),
  };
  const parts = cmds.flatMap((command): SqlObject[] => {
    if (!('AlterTableCmd' in command)) return [];
    const part = partOf(command.AlterTableCmd);
    if (!part) return [];
    const offset = part.location === undefined ? places.ofName(part.name) : places.ofBytes(part.location);
    return part.isConstraint
      ? [{ kind: 'constraint', schema, name: part.name, table: name, touch: part.touch, offset }]
      : [{ ...whole, column: part.name, touch: part.touch, offset }];
  });
  return [whole, ...parts];
}

interface AlteredPart {
  readonly name: string;
  readonly isConstraint: boolean;
  readonly touch: SqlTouch;
  readonly location?: number | undefined;
}

function partOf({ subtype, name, def }: AlterTableCmd): AlteredPart | undefined {
  if (def && 'ColumnDef' in def && def.ColumnDef.colname !== undefined) {
    const { colname, location } = def.ColumnDef;
    return { name: colname, isConstraint: false, touch: 'create', location };
  }
  if (def && 'Constraint' in def && def.Constraint.conname !== undefined) {
    return { name: def.Constraint.conname, isConstraint: true, touch: 'create' };
  }
  if (name === undefined) return undefined;
  switch (subtype) {
    case 'AT_DropColumn':
      return { name, isConstraint: false, touch: 'drop' };
    case 'AT_DropConstraint':
      return { name, isConstraint: true, touch: 'drop' };
    case 'AT_ValidateConstraint':
    case 'AT_AlterConstraint':
      return { name, isConstraint: true, touch: 'alter' };
    case 'AT_ColumnDefault':
    case 'AT_DropNotNull':
    case 'AT_SetNotNull':
    case 'AT_SetExpression':
    case 'AT_DropExpression':
    case 'AT_SetStatistics':
    case 'AT_SetOptions':
    case 'AT_ResetOptions':
    case 'AT_SetStorage':
    case 'AT_SetCompression':
    case 'AT_AlterColumnType':
    case 'AT_AddIdentity':
    case 'AT_SetIdentity':
    case 'AT_DropIdentity':
      return { name, isConstraint: false, touch: 'alter' };
    default:
      return undefined; // its name is a trigger's, a role's, a setting's: the table as a whole is altered
  }
}
