import { randomBytes } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type pg from 'pg';
import { loadProjectConfig } from '../../../build/config/load-project-config.ts';
import { planSchemaChange } from '../../../build/use-cases/lifecycle/plan-schema-change.ts';
import { applyMigrations } from '../../../build/prisma-engine/apply-migrations.ts';
import { type ComponentState, lockFile, lockSchema } from '../../../build/pipeline/lock/lock-file.ts';
import { tessera, type CommandAnswer } from '../../support/tessera.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';
import { query, run, serverUrl, type Answer } from '../schema-engine/prisma-project.ts';

const repository = resolve('.');

/** A project of its own with the official Prisma command line, our configuration for it, and one database. */
export interface LifecycleProject extends TempProject {
  readonly url: string;
  /** `tessera <args>` in this process, on the test server. */
  readonly tessera: (...args: string[]) => Promise<CommandAnswer>;
  readonly tesseraWith: (env: NodeJS.ProcessEnv, ...args: string[]) => Promise<CommandAnswer>;
  /** What `npx prisma migrate dev` does, without its process: a migration when there is a difference, applied. */
  readonly migrate: (name: string) => Promise<string>;
  /** What `npx prisma migrate deploy` does. */
  readonly deploy: () => Promise<readonly string[]>;
  /** `npx prisma <args>`, as a process. */
  readonly prisma: (...args: string[]) => Promise<Answer>;
  readonly git: (...args: string[]) => Promise<Answer>;
  readonly query: <Row extends pg.QueryResultRow>(sql: string) => Promise<Row[]>;
  readonly state: (name: string) => ComponentState | undefined;
  /** Names of the tables in the database, but Prisma's own. */
  readonly tables: () => Promise<string[]>;
  /** The folders of the migrations. */
  readonly migrations: () => string[];
  readonly remove: (...args: string[]) => void;
  readonly close: () => Promise<void>;
}

const url = (path: string): string => JSON.stringify(pathToFileURL(join(repository, path)).href);

/** Ours, with the parts of this repository. */
export const prismaConfig = `import { defineConfig } from 'prisma/config';
import { preparePrismaCommand, PrismaCommandStopped } from ${url('build/shells/prisma/prepare-prisma-command.ts')};

const settings = await preparePrismaCommand(import.meta.dirname, {
  args: process.argv.slice(2),
  env: process.env,
  write: (text) => process.stderr.write(text),
  color: false,
}).catch((error: unknown) => {
  if (error instanceof PrismaCommandStopped) process.exit(1);
  throw error;
});

export default defineConfig({ schema: 'prisma/schema', migrations: { path: 'prisma/migrations' }, ...settings });
`;

export function createLifecycleProject(files: Readonly<Record<string, string>>): LifecycleProject {
  const project = createTempProject({
    'package.json': '{ "name": "shop", "type": "module" }\n',
    'prisma.config.ts': prismaConfig,
    '.gitignore': 'node_modules\n.tessera\nprisma/schema\nsrc/generated\n',
    ...files,
  });
  symlinkSync(join(repository, 'node_modules'), join(project.dir, 'node_modules'), 'dir');
  const database = new URL(serverUrl());
  database.pathname = `/lifecycle_${randomBytes(6).toString('hex')}`;
  const env = { DATABASE_URL: database.href, TEST_DATABASE_URL: serverUrl() };
  const git = (...args: string[]): Promise<Answer> =>
    run('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.org', ...args], project.dir, {
      GIT_CONFIG_GLOBAL: '/dev/null',
    });
  const migrationsDir = join(project.dir, 'prisma/migrations');
  const deploy = () => applyMigrations({ url: database.href }, migrationsDir);
  let count = 0;
  return {
    ...project,
    deploy,
    migrate: async (name) => {
      await query(serverUrl(), `CREATE DATABASE "${database.pathname.slice(1)}"`).catch(() => undefined);
      const report = await project.run();
      const loaded = await loadProjectConfig(project.dir);
      if (!report.ok || !loaded.ok) throw new Error(JSON.stringify(report.diagnostics));
      const sql = await planSchemaChange({ ...report, config: loaded.config }, env);
      if (sql !== '') project.write(`prisma/migrations/2026010100000${count++}_${name}/migration.sql`, sql);
      project.write('prisma/migrations/migration_lock.toml', 'provider = "postgresql"\n');
      await deploy();
      return sql;
    },
    url: database.href,
    tessera: (...args) => tessera(project.dir, args, env),
    tesseraWith: (more, ...args) => tessera(project.dir, args, { ...env, ...more }),
    prisma: (...args) =>
      run(
        process.execPath,
        [join(repository, 'node_modules/prisma/build/index.js'), ...args],
        project.dir,
        env,
      ),
    git,
    query: (sql) => query(database.href, sql),
    state: (name) => lockSchema.parse(JSON.parse(project.read(lockFile))).components[name]?.state,
    tables: async () => {
      const rows = await query<{ name: string }>(
        database.href,
        `SELECT schemaname || '.' || tablename AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND tablename <> '_prisma_migrations' ORDER BY 1`,
      );
      return rows.map(({ name }) => name.replace(/^public\./, ''));
    },
    migrations: () => Object.keys(project.tree('prisma/migrations')).filter((file) => file.endsWith('.sql')),
    close: async () => {
      await query(serverUrl(), `DROP DATABASE IF EXISTS "${database.pathname.slice(1)}" WITH (FORCE)`);
      project.dispose();
    },
  };
}

/** `crmAndUsers`, migrated, each with a row, and `crm` retired. */
export async function createRetiredCrm(): Promise<LifecycleProject> {
  const shop = createLifecycleProject(crmAndUsers);
  await shop.migrate('init');
  await shop.query(
    `INSERT INTO "User" DEFAULT VALUES; INSERT INTO crm_deals (title, "ownerId") VALUES ('one', 1)`,
  );
  await shop.tessera('component', 'retire', 'crm');
  return shop;
}

/** Two components: `crm` has a relation to `users`, a many-to-many one, an enum, a sequence and one to itself. */
export const crmAndUsers: Readonly<Record<string, string>> = {
  'src/components/users/component.json': '{ "version": "1.0.0" }\n',
  'src/components/users/prisma/schema.prisma': `model User {
  id   Int  @id @default(autoincrement())
  role Role @default(MEMBER)
}

enum Role {
  MEMBER
  ADMIN
}
`,
  'src/components/crm/component.json': '{ "version": "1.2.0", "requires": { "users": "^1.0.0" } }\n',
  'src/components/crm/prisma/schema.prisma': `model Deal {
  id       Int    @id @default(autoincrement())
  number   BigInt @default(autoincrement())
  title    String
  stage    Stage  @default(OPEN)
  role     Role   @default(ADMIN)
  ownerId  Int
  owner    User   @relation("owner", fields: [ownerId], references: [id])
  watchers User[] @relation("watchers")
  parentId Int?
  parent   Deal?  @relation("parts", fields: [parentId], references: [id])
  parts    Deal[] @relation("parts")

  @@index([stage])
  @@map("crm_deals")
}

enum Stage {
  OPEN
  WON
}
`,
};
