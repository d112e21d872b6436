import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asDriverError } from '../postgres/connection/connection-error.ts';
import { type WasmEngine } from './load-wasm-engine.ts';

/** The migrations folder as the engine takes it. */
export type MigrationList = Parameters<WasmEngine['applyMigrations']>[0]['migrationsList'];

/**
 * Reads a migrations folder; one that does not exist has no migrations.
 *
 * @param migrationsDir Absolute path.
 */
export async function readMigrationList(migrationsDir: string): Promise<MigrationList> {
  const entries = await readdir(migrationsDir, { withFileTypes: true }).catch(missing([]));
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort((a, b) => (a < b ? -1 : 1));
  const lockfile = await readFile(join(migrationsDir, 'migration_lock.toml'), 'utf8').catch(missing(null));
  return {
    baseDir: migrationsDir,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories: await Promise.all(
      names.map(async (path) => ({ path, migrationFile: await readMigration(migrationsDir, path) })),
    ),
  };
}

/** Migrations that are in memory, oldest first. */
export function toMigrationList(scripts: readonly (readonly [name: string, sql: string])[]): MigrationList {
  return {
    baseDir: '/',
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: scripts.map(([path, value]) => ({
      path,
      migrationFile: { path: 'migration.sql', content: { tag: 'ok', value } },
    })),
  };
}

type MigrationFile = MigrationList['migrationDirectories'][number]['migrationFile'];

async function readMigration(migrationsDir: string, name: string): Promise<MigrationFile> {
  const path = 'migration.sql';
  try {
    const bytes = await readFile(join(migrationsDir, name, path));
    const value = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return { path, content: { tag: 'ok', value } };
  } catch (error) {
    // The engine reports it as P3015, with the folder's name; SQL that is not UTF-8 would run as something else.
    return { path, content: { tag: 'error', value: asDriverError(error).message } };
  }
}

function missing<Value>(value: Value): (error: unknown) => Value {
  return (error) => {
    if (asDriverError(error).code === 'ENOENT') return value;
    throw error;
  };
}
