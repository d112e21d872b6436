/** One change of the schema folder; without `text` the file goes. */
export interface SchemaChange {
  readonly path: string;
  readonly text?: string;
}

/** True when Prisma can load a schema of these texts. */
export type IsLoadable = (schema: ReadonlyMap<string, string>) => boolean;

/** Asking Prisma costs milliseconds, and the number of orders grows with the factorial. */
const maxQuestions = 32;

/**
 * An order of the changes in which the folder is a schema Prisma can load after each of them: a crash in between
 * leaves something that works. Undefined when there is none (a model and what it is related to move at once), or none
 * was found in reasonable time.
 */
export function orderChanges(
  current: ReadonlyMap<string, string>,
  changes: readonly SchemaChange[],
  isLoadable: IsLoadable,
): readonly SchemaChange[] | undefined {
  let questions = 0;
  const search = (
    state: ReadonlyMap<string, string>,
    left: readonly SchemaChange[],
  ): readonly SchemaChange[] | undefined => {
    // The state after the last change is the plan, which has been validated.
    if (left.length <= 1) return left;
    for (const change of left) {
      const next = apply(state, change);
      questions += 1;
      if (questions > maxQuestions) return undefined;
      if (!isLoadable(next)) continue;
      const rest = search(
        next,
        left.filter((other) => other !== change),
      );
      if (rest) return [change, ...rest];
    }
    return undefined;
  };
  return search(current, changes);
}

function apply(state: ReadonlyMap<string, string>, { path, text }: SchemaChange): Map<string, string> {
  const next = new Map(state);
  if (text === undefined) next.delete(path);
  else next.set(path, text);
  return next;
}
