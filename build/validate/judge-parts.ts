import { type SchemaText } from './composed-files.ts';
import { type LintThread } from './lint-thread.ts';
import { type PrismaLint } from './prisma-lint.ts';

/** True when Prisma finds nothing in any part. With a thread both take the next part whenever they are free. */
export async function areSound(
  parts: readonly (readonly SchemaText[])[],
  lint: PrismaLint,
  thread?: LintThread,
): Promise<boolean> {
  const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const other = thread?.judge(parts, next);
  let isSound = true;
  for (let at = Atomics.add(next, 0, 1); at < parts.length; at = Atomics.add(next, 0, 1)) {
    if (lint(parts[at] ?? []).length === 0) continue;
    isSound = false;
    Atomics.store(next, 0, parts.length);
  }
  return ((await other) ?? true) && isSound;
}
