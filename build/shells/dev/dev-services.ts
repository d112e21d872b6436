import { join } from 'node:path';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { applyMigrations } from '../../prisma-engine/apply-migrations.ts';
import { listPendingMigrations } from '../../prisma-engine/list-pending-migrations.ts';
import { readMigrationList } from '../../prisma-engine/read-migration-list.ts';
import { type EarlyDatabase } from './early-database.ts';
import { type CreateDevServices } from './run-dev.ts';

/** The real migrations of a project, with its database. */
export const createDevServices =
  (database: EarlyDatabase): CreateDevServices =>
  (projectDir) => {
    // A configuration that cannot be used is reported by the build; until it is mended the usual folder serves.
    const migrationsDir = async () => {
      const loaded = await loadProjectConfig(projectDir);
      return join(projectDir, loaded.ok ? loaded.config.migrationsDir : 'prisma/migrations');
    };
    return {
      openDatabase: () => database.take(),
      migrations: {
        pending: async (url) => {
          const folder = await migrationsDir();
          const { migrationDirectories } = await readMigrationList(folder);
          // The engine takes a core while the first build wants it.
          if (migrationDirectories.length === 0) return [];
          return (await listPendingMigrations({ url }, folder)).pending;
        },
        apply: async (url) => applyMigrations({ url }, await migrationsDir()),
      },
    };
  };
