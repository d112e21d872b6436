import { basename, join, relative } from 'node:path';
import { defineConfig, type PrismaConfig } from 'prisma/config';
import { projectFolder } from '../../config/project-folder.ts';
import { editorSchema } from './editor-schema.ts';
import { preparePrismaCommand, PrismaCommandStopped } from './prepare-prisma-command.ts';

export interface ProjectPrismaOptions {
  /** What `prisma db seed` runs. */
  readonly seed?: string;
}

/**
 * The configuration of Prisma's command line for a project. For a command of Prisma's the components are composed and, where
 * no address is set, the embedded database is started; editors and other tools that read the file start nothing.
 *
 * @example
 * import { projectPrisma } from 'nestjs-tessera/prisma-config';
 * export default await projectPrisma(import.meta.dirname);
 */
export async function projectPrisma(
  folder: string,
  { seed }: ProjectPrismaOptions = {},
): Promise<PrismaConfig> {
  const projectDir = projectFolder(folder);
  const program = process.argv[1] ?? '';
  const isPrisma = /[\\/]prisma[\\/]build[\\/]/.test(program) || basename(program) === 'prisma';
  // The editor shows problems in the authors' own files; docs/adr/0017 says how.
  const isEditor = /[\\/]language-server[\\/]/.test(program);
  const { schema, migrations, ...settings } = await preparePrismaCommand(projectDir, {
    args: isPrisma ? process.argv.slice(2) : [],
    env: process.env,
    write: (text) => process.stderr.write(text),
    color: process.stderr.isTTY && process.env['NO_COLOR'] === undefined,
  }).catch((error: unknown) => {
    // Everything was said; Prisma would wrap it into a report about this file.
    if (error instanceof PrismaCommandStopped) process.exit(1);
    throw error;
  });
  // Prisma reads paths from where its configuration is.
  const fromHere = (path: string): string => join(relative(folder, projectDir), path);
  return defineConfig({
    schema: fromHere(isEditor ? editorSchema(projectDir, schema) : schema),
    migrations: { path: fromHere(migrations.path), ...(seed !== undefined && { seed }) },
    ...settings,
  });
}
