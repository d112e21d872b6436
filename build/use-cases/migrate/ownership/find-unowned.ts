import { type Diagnostic, type SourceLocation } from '../../../diagnostics/diagnostic.ts';
import { type HistoryObject, isPartition } from '../../../postgres/history/history-object.ts';
import { migrateCodes } from '../migrate-codes.ts';
import { type AttributedHistory } from './attribute-history.ts';

/** A table or an enum type that the migrations leave behind and no component owns. */
export interface UnownedObject {
  readonly kind: 'table' | 'type';
  readonly name: string;
  /** Name of the migration that makes it. */
  readonly migration: string;
  readonly location: SourceLocation;
}

/** The tables and types of the history that neither a component, nor the lock, nor a record knows, in the order they are made. */
export function findUnowned({ schemaHistory, owners }: AttributedHistory): UnownedObject[] {
  return schemaHistory.objects().flatMap((object): UnownedObject[] => {
    const { kind, schema, name, madeAt } = object;
    if ((kind !== 'table' && kind !== 'type') || !madeAt || !needsOwner(object)) return [];
    return owners.of({ kind, schema, name }) ? [] : [{ kind, name, ...madeAt }];
  });
}

export function describeUnowned({ kind, name, migration, location }: UnownedObject): Diagnostic {
  return {
    code: migrateCodes.unowned,
    severity: 'error',
    message: `Migration "${migration}" makes ${kind} "${name}", which no component owns.`,
    hint: `Bring the component that declares it into the project, or, if it was written by hand for one, run \`tessera migrate record ${migration} --component <name>\`.`,
    location,
  };
}

/** Not a partition or a child, which is a part of another; not a domain. */
function needsOwner(object: HistoryObject): boolean {
  return object.kind === 'type' ? object.isEnum : !isPartition(object) && !object.isChild;
}
