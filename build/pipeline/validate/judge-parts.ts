import { type SchemaText } from './composed-files.ts';
import { type LintThread } from './lint-thread.ts';
import { type PrismaLint } from './prisma-lint.ts';

/** Parts of a schema, and who judges them. */
export interface PartsJudgement {
  readonly parts: readonly (readonly SchemaText[])[];
  /** The first part that is not taken; a part is taken by adding 1. */
  readonly next: Int32Array;
  /** Whether the other core found nothing in those it took. */
  readonly other: Promise<boolean> | undefined;
}

/** With a thread, it takes parts from now on. */
export function beginJudgement(
  parts: readonly (readonly SchemaText[])[],
  thread?: LintThread,
): PartsJudgement {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  return { parts, next, other: thread?.judge(parts, next) };
}

/** True when Prisma finds nothing in any part. Takes the next one, too, until all are taken. */
export async function areSound({ parts, next, other }: PartsJudgement, lint: PrismaLint): Promise<boolean> {
  let isSound = true;
  for (let at = Atomics.add(next, 0, 1); at < parts.length; at = Atomics.add(next, 0, 1)) {
    if (lint(parts[at] ?? []).length === 0) continue;
    isSound = false;
    Atomics.store(next, 0, parts.length);
  }
  return ((await other) ?? true) && isSound;
}
