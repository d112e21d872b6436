import { type NameOwners } from '../../model/names/name-owners.ts';
import { findTooDeep } from '../../config/find-too-deep.ts';
import { type ProjectConfig } from '../../config/project-config.ts';
import { type ProjectFiles } from '../../files/project-files.ts';
import { type OwnerRecord, recordFile, recordSchema } from '../../model/owner-record.ts';

/**
 * Whose each table and enum type was when a migration made it, by the records beside the migrations. Only a hint depends
 * on it: a record that cannot be read says nothing here, and `tessera migrate check` refuses it.
 */
export function recordedOwners(
  { projectDir, migrationsDir, defaultSchema }: ProjectConfig,
  files: ProjectFiles,
): NameOwners {
  const owners = new Map<string, string>();
  const root = `${projectDir}/${migrationsDir}`;
  for (const { path } of files.find(root, [`*/${recordFile}`])) {
    for (const { owner, changes } of readStatements(files.read(path))) {
      for (const change of changes) {
        const [, name] = /^create (?:table|type|enum) (.+)$/.exec(change) ?? [];
        if (owner === null || name === undefined) continue;
        const inDefault = `${defaultSchema}.`;
        owners.set(name.startsWith(inDefault) ? name.slice(inDefault.length) : name, owner);
      }
    }
  }
  return owners;
}

function readStatements(bytes: Uint8Array = new Uint8Array()): OwnerRecord['statements'] {
  const text = new TextDecoder().decode(bytes);
  if (findTooDeep(text) !== undefined) return [];
  try {
    return recordSchema.safeParse(JSON.parse(text)).data?.statements ?? [];
  } catch {
    return []; // no JSON; see above
  }
}
