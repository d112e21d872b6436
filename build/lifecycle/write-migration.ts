import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { type ProjectConfig } from '../config/project-config.ts';
import { systemErrorCode } from '../database/database-error.ts';
import { stateFolder } from './state-folder.ts';

/**
 * Puts a migration beside the others, with a name after all of them. It is there as a whole or not at all: Prisma takes
 * every folder it finds for a migration.
 *
 * @returns the folder's name
 */
export function writeMigration(
  { projectDir, migrationsDir, provider }: Pick<ProjectConfig, 'projectDir' | 'migrationsDir' | 'provider'>,
  migration: {
    readonly title: string;
    readonly sql: string;
    readonly now: Date;
    readonly last: string | undefined;
  },
): string {
  const stamp = migration.now.toISOString().replaceAll(/\D/g, '').slice(0, 14);
  const title = migrationTitle(migration.title);
  // A clock may be behind the one that wrote the last migration.
  const after = /^\d{14}/.exec(migration.last ?? '')?.[0] ?? '';
  const id = `${stamp > after ? stamp : String(BigInt(after) + 1n)}_${title}`;
  const workshop = join(stateFolder(projectDir), `migration-${randomBytes(4).toString('hex')}`);
  const folder = join(projectDir, migrationsDir);
  mkdirSync(workshop, { recursive: true });
  try {
    writeThrough(join(workshop, 'migration.sql'), migration.sql);
    mkdirSync(folder, { recursive: true });
    try {
      writeFileSync(join(folder, 'migration_lock.toml'), `provider = "${provider}"\n`, { flag: 'wx' });
    } catch (error) {
      if (systemErrorCode(error) !== 'EEXIST') throw error;
    }
    renameSync(workshop, join(folder, id));
    return id;
  } finally {
    rmSync(workshop, { recursive: true, force: true });
  }
}

/** The part of a folder's name after the time. */
export function migrationTitle(text: string): string {
  return text.replaceAll(/[^a-z0-9]+/g, '_');
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
