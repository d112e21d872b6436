import { z } from 'zod';
import { type ProjectFiles } from '../../files/project-files.ts';

/** What an adoption wrote, so that it can be taken back; relative to the project. */
export const journalFile = '.tessera/adoption.json';

const journalSchema = z.strictObject({
  files: z.array(z.strictObject({ path: z.string(), hash: z.string() })),
  /** Migrations that were marked as applied, and the variable with the URL of the database. */
  marked: z.strictObject({ from: z.string(), ids: z.array(z.string()) }).optional(),
});

export type Journal = z.infer<typeof journalSchema>;

/** @returns undefined when there is none, `damaged` when it cannot be read */
export function readJournal(projectDir: string, files: ProjectFiles): Journal | 'damaged' | undefined {
  const bytes = files.read(`${projectDir}/${journalFile}`);
  if (!bytes) return undefined;
  try {
    return journalSchema.parse(JSON.parse(new TextDecoder('utf-8').decode(bytes)));
  } catch {
    return 'damaged'; // the caller says it
  }
}
