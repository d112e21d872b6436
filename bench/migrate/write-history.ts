import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { loadProjectConfig } from '../../build/config/load-project-config.ts';
import { runPipeline } from '../../build/pipeline/pipeline.ts';
import { diffSchemas } from '../../build/prisma-engine/diff-schemas.ts';
import {
  componentName,
  componentSchema,
  modelsPerComponent,
  type SyntheticProject,
  writeSyntheticProject,
} from '../synthetic-project.ts';

/** Each component was made by one migration and changed by so many. */
const changes = 4;

const datasource = 'datasource db {\n  provider = "postgresql"\n}\n';

const prismaConfig = `export default {
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL },
};
`;

export interface HistoryProject extends SyntheticProject {
  readonly models: number;
}

/** A project with so many migrations (and, five a component, as many models), the schema of which they build. */
export async function writeHistory(migrations: number): Promise<HistoryProject> {
  const components = Math.ceil(migrations / (changes + 1));
  const project = await writeSyntheticProject(components);
  const { directory } = project;
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(directory, 'node_modules'));
  await writeFile(join(directory, 'package.json'), '{ "type": "module" }\n');
  await writeFile(join(directory, 'prisma.config.mjs'), prismaConfig);
  const scripts = await writeScripts(directory, components, migrations);
  const folder = join(directory, 'prisma/migrations');
  for (const [position, { name, sql }] of scripts.entries()) {
    const migration = join(folder, `${20240101000000 + position}_${name}`);
    await mkdir(migration, { recursive: true });
    await writeFile(join(migration, 'migration.sql'), sql);
  }
  await writeFile(join(folder, 'migration_lock.toml'), 'provider = "postgresql"\n');
  await writeSchema(directory);
  return { ...project, models: components * modelsPerComponent };
}

/** The first migration of every component, then the changes of each in turn; the components' schemas as they end. */
async function writeScripts(directory: string, components: number, migrations: number) {
  const scripts: { name: string; sql: string }[] = [];
  for (let index = 0; index < components; index += 1) {
    const files = [['schema.prisma', `${datasource}\n${componentSchema(index)}`] as const];
    const { text } = await diffSchemas({ kind: 'empty' }, { kind: 'files', files });
    scripts.push({ name: `create_${componentName(index)}`, sql: text });
  }
  const fields = Array.from({ length: components }, (): string[] => []);
  for (let position = components; position < migrations; position += 1) {
    const index = position % components;
    const added = fields[index] ?? [];
    const column = `extra${added.length}`;
    added.push(`${column} String?`);
    const table = `${componentName(index).toUpperCase()}Parent`;
    scripts.push({ name: `change_${table}`, sql: `ALTER TABLE "${table}" ADD COLUMN "${column}" TEXT;\n` });
  }
  for (const [index, added] of fields.entries()) {
    const file = join(directory, 'src/components', componentName(index), 'prisma/schema.prisma');
    await writeFile(file, componentSchema(index, added.join('\n  ')));
  }
  return scripts;
}

/** What Prisma's commands read. The client is not needed here. */
async function writeSchema(directory: string): Promise<void> {
  const loaded = await loadProjectConfig(directory);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(({ message }) => message).join('\n'));
  const { ok, diagnostics } = await runPipeline(loaded.config, {
    generate: () => Promise.resolve({ ok: true, generated: false, hash: '' }),
  });
  if (!ok) throw new Error(diagnostics.map(({ message }) => message).join('\n'));
}
