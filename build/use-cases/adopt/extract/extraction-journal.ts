import { z } from 'zod';
import { diskFiles } from '../../../files/disk-files.ts';
import { hashText } from '../../../files/hash-text.ts';
import { stateFolder } from '../../../files/state-folder.ts';
import { writeWhole } from '../write-whole.ts';

const journalSchema = z.strictObject({
  /** `before`: null where there was no file. */
  files: z.array(z.strictObject({ path: z.string(), before: z.string().nullable(), hash: z.string() })),
});

export type ExtractionJournal = z.infer<typeof journalSchema>;

/** Relative to the project. */
export function extractionJournal(name: string): string {
  return `.tessera/extractions/${name}.json`;
}

/** Writes what is about to change, and how it was. */
export function beginExtraction(projectDir: string, name: string, texts: ReadonlyMap<string, string>): void {
  stateFolder(projectDir);
  diskFiles.makeFolder(`${projectDir}/.tessera/extractions`);
  const files = [...texts].map(([path, text]) => {
    const bytes = diskFiles.read(`${projectDir}/${path}`);
    return { path, before: bytes ? Buffer.from(bytes).toString('utf8') : null, hash: hashText(text) };
  });
  writeWhole(`${projectDir}/${extractionJournal(name)}`, `${JSON.stringify({ files }, null, 2)}\n`);
}

/** @returns undefined when there is none that can be read */
export function readExtraction(projectDir: string, name: string): ExtractionJournal | undefined {
  const bytes = diskFiles.read(`${projectDir}/${extractionJournal(name)}`);
  if (!bytes) return undefined;
  try {
    return journalSchema.parse(JSON.parse(new TextDecoder('utf-8').decode(bytes)));
  } catch {
    return undefined; // the caller says it
  }
}
