import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { ownEnvironment } from './prepare-tessera.ts';
import { dialectOf, type Rival } from './rivals.ts';
import { type SetUp } from './set-up.ts';
import { writeRivalApplication } from './write-rival-application.ts';

const engine = resolve(import.meta.dirname, '../../bin/schema-engine.js');

/** Writes the application of a rival and generates its client, so that a cold start finds what a developer has. */
export async function prepareRival(
  rival: Rival,
  size: number,
  peers: string,
  databaseUrl: string,
): Promise<SetUp> {
  const directory = await writeRivalApplication(rival, size, peers);
  const program = (name: string): string => join(directory, 'node_modules/.bin', name);
  const [name, ...args] = rival.command;
  const env = {
    ...ownEnvironment(),
    DATABASE_URL: databaseUrl,
    // Prisma's command line would download one; `generate` never calls it.
    PRISMA_SCHEMA_ENGINE_BINARY: engine,
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
  };
  const { status, stderr } = spawnSync(program('prisma'), ['generate'], {
    cwd: directory,
    env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`prisma generate failed for ${rival.name}:\n${stderr}`);
  return {
    name: rival.name,
    directory,
    dialect: dialectOf(rival),
    start: [program(name), ...args],
    afterSchemaEdit: [program('prisma'), 'generate'],
    output: ['dist', 'tsconfig.tsbuildinfo', 'tsconfig.build.tsbuildinfo'],
    env,
    schemaFile: (component) => `prisma/schema/${component}.prisma`,
  };
}
