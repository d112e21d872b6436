import path from 'node:path';
import { types } from 'node:util';
import { type Diagnostic } from '../../diagnostics/diagnostic.ts';
import { diskFiles } from '../../files/disk-files.ts';
import { markApplied } from '../../prisma-engine/mark-applied.ts';
import { adoptCodes } from './adopt-codes.ts';
import { readJournal } from './journal.ts';
import { writeJournal } from './write-adoption.ts';

interface Baseline {
  /** With the migrations, relative to the project. */
  readonly dir: string;
  readonly ids: readonly string[];
  /** The variable with the URL. */
  readonly from: string;
  readonly url: string;
}

/** Marks migrations as applied whose effects the database has; each is in the journal before it is marked. */
export async function markBaseline(
  projectDir: string,
  { dir, ids, from, url }: Baseline,
): Promise<{ readonly ids: readonly string[]; readonly problem?: Diagnostic }> {
  const journal = readJournal(projectDir, diskFiles);
  if (journal !== undefined && journal !== 'damaged')
    writeJournal(projectDir, { ...journal, marked: { from, ids: [...ids] } });
  const marked: string[] = [];
  try {
    await markApplied({ url }, path.join(projectDir, dir), ids, (id) => marked.push(id));
    return { ids: marked };
  } catch (error) {
    if (!types.isNativeError(error)) throw error;
    const problem: Diagnostic = {
      code: adoptCodes.notCompared,
      severity: 'error',
      message: `Marking the migrations as applied in ${from} failed after ${String(marked.length)} of ${String(ids.length)}: ${error.message.split('\n')[0] ?? ''}`,
      hint: 'What is marked stays right; the others are marked by `npx prisma migrate resolve --applied <name>`.',
    };
    return { ids: marked, problem };
  }
}
