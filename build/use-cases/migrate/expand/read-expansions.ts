import { type z } from 'zod';
import { readJson } from '../../../config/read-json.ts';
import { type Diagnostic } from '../../../diagnostics/diagnostic.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { checkDocument } from '../ownership/read-notes.ts';
import { type Migration } from '../../../postgres/history/read-migrations.ts';
import { expandCodes } from './expand-codes.ts';
import {
  contractFile,
  contractRecordSchema,
  expandFile,
  type ExpandRecord,
  expandRecordSchema,
} from './expand-record.ts';

/** An expand step and what has become of it. */
export interface Expansion {
  readonly migration: Migration;
  readonly record: ExpandRecord;
  /** Folder of the contract step; undefined while it is open. */
  readonly closedBy: string | undefined;
}

/** The expand steps of a history, oldest first. */
export function readExpansions(
  migrations: readonly Migration[],
  projectDir: string,
  files: Pick<ProjectFiles, 'read'>,
): { readonly expansions: readonly Expansion[]; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const read = <Schema extends z.ZodObject>(
    { folder }: Migration,
    name: string,
    schema: Schema,
  ): z.output<Schema> | undefined => {
    const file = `${folder}/${name}`;
    const bytes = files.read(`${projectDir}/${file}`);
    if (!bytes) return undefined;
    const found = checkDocument(
      readJson(file, new TextDecoder().decode(bytes)),
      schema,
      expandCodes.recordInvalid,
    );
    diagnostics.push(...found.diagnostics);
    return found.data;
  };
  const closed = new Map(
    migrations.flatMap((migration) => {
      const contract = read(migration, contractFile, contractRecordSchema);
      return contract ? [[contract.closes, migration.id] as const] : [];
    }),
  );
  const expansions = migrations.flatMap((migration): Expansion[] => {
    const record = read(migration, expandFile, expandRecordSchema);
    return record ? [{ migration, record, closedBy: closed.get(migration.id) }] : [];
  });
  return { expansions, diagnostics };
}
