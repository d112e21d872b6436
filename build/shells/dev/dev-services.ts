import { join } from 'node:path';
import { acquireDatabase } from '../../postgres/embedded/acquire-database.ts';
import { loadProjectConfig } from '../../config/load-project-config.ts';
import { resolveDatabase } from '../../postgres/which-database.ts';
import { applyMigrations } from '../../prisma-engine/apply-migrations.ts';
import { hasUnencodedPart } from '../../postgres/connection/has-unencoded-part.ts';
import { listPendingMigrations } from '../../prisma-engine/list-pending-migrations.ts';
import { readMigrationList } from '../../prisma-engine/read-migration-list.ts';
import { type DevDatabase } from './prepare-database.ts';
import { type CreateDevServices } from './run-dev.ts';

/** For people; of a URL that is none the name alone, because any part of it may be the password. */
export function withoutPassword(url: string): string {
  if (hasUnencodedPart(url) || !URL.canParse(url)) return 'DATABASE_URL';
  const shown = new URL(url);
  if (shown.password) shown.password = '***';
  for (const name of ['password', 'sslpassword']) {
    if (shown.searchParams.has(name)) shown.searchParams.set(name, '***');
  }
  return shown.href;
}

/** The real database and migrations of a project. */
export const createDevServices: CreateDevServices = (projectDir, env) => {
  // A configuration that cannot be used is reported by the build; until it is mended the usual folder serves.
  const migrationsDir = async () => {
    const loaded = await loadProjectConfig(projectDir);
    return join(projectDir, loaded.ok ? loaded.config.migrationsDir : 'prisma/migrations');
  };
  return {
    async openDatabase(): Promise<DevDatabase> {
      const choice = await resolveDatabase(projectDir, env, 'app');
      if (choice.kind === 'external') {
        return {
          url: choice.url,
          printableUrl: withoutPassword(choice.url),
          embedded: false,
          created: false,
          markMigrated: () => Promise.resolve(),
          lost: new Promise(() => undefined),
          release: () => Promise.resolve(),
        };
      }
      const lease = await acquireDatabase(projectDir, {
        purpose: 'tessera dev',
      });
      return {
        url: lease.url,
        printableUrl: withoutPassword(lease.url),
        embedded: true,
        created: lease.created,
        lost: lease.lost,
        markMigrated: () => lease.markMigrated(),
        release: () => lease.release({ now: true }),
      };
    },
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
