import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { type ProjectConfig } from '../../config/project-config.ts';
import { systemErrorCode } from '../embedded/database-error.ts';
import { migrationId } from './migration-id.ts';
import { stateFolder } from '../../files/state-folder.ts';

type Project = Pick<ProjectConfig, 'projectDir' | 'migrationsDir' | 'provider'>;

/**
 * Puts a migration beside the others, with a name after all of them.
 *
 * @returns the folder's name
 */
export function writeMigration(
  project: Project,
  migration: {
    readonly title: string;
    readonly sql: string;
    readonly now: Date;
    readonly last: string | undefined;
  },
): string {
  const id = migrationId(migration.title, migration.now, migration.last);
  writeMigrationFolder(project, id, [['migration.sql', migration.sql]]);
  return id;
}

/** A migration with all its files is there as a whole or not at all: Prisma takes every folder it finds for one. */
export function writeMigrationFolder(
  { projectDir, migrationsDir, provider }: Project,
  id: string,
  files: readonly (readonly [name: string, text: string])[],
): void {
  const workshop = join(stateFolder(projectDir), `migration-${randomBytes(4).toString('hex')}`);
  const folder = join(projectDir, migrationsDir);
  mkdirSync(workshop, { recursive: true });
  try {
    for (const [name, text] of files) writeThrough(join(workshop, name), text);
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(join(folder, 'migration_lock.toml'), `provider = "${provider}"\n`, { flag: 'wx' });
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
    renameSync(workshop, join(folder, id));
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** On the disk before it is in place: power may fail between the two. */
function writeThrough(file: string, text: string): void {
  const descriptor = openSync(file, 'wx');
  try {
    writeFileSync(descriptor, text);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
