import { createTestDatabase } from '@/database/test-utils';
import { keepConnections } from './kept-connections.ts';
import { createTempProject } from './temp-project.ts';
import { type CommandAnswer, tessera } from './tessera.ts';

/** A folder with backfills, and a database for them. */
export async function createBackfillProject() {
  const folders = [createTempProject()];
  const folder = () => folders.at(-1) ?? createTempProject();
  const { url, drop } = await createTestDatabase();
  const { query, close } = keepConnections(url);
  return {
    dir: (): string => folder().dir,
    url,
    query,
    /** @param body what the default export is */
    write: (name: string, body: string): void => {
      folder().write(`prisma/backfills/${name}.ts`, `export default ${body};\n`);
    },
    /** Of the only component. */
    writeSchema: (text: string): void => {
      folder().write('src/components/desk/prisma/schema.prisma', text);
    },
    /** No backfills: another folder, as Jest loads a module of one path only once. */
    clear: (): void => {
      folders.push(createTempProject());
    },
    /** `tessera migrate backfill <args>`, in this process. */
    run: (args: readonly string[], env: NodeJS.ProcessEnv = { DATABASE_URL: url }): Promise<CommandAnswer> =>
      tessera(folder().dir, ['migrate', 'backfill', ...args], env),
    remove: async (): Promise<void> => {
      await close();
      await drop();
      for (const one of folders) one.dispose();
    },
  };
}

export type BackfillProject = Awaited<ReturnType<typeof createBackfillProject>>;
