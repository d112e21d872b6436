/** The property of the client that leads to a model: `prisma.user`. */
export function accessorOf(model: string): string {
  return `${model.slice(0, 1).toLowerCase()}${model.slice(1)}`;
}

/**
 * What a model's name must not have between another model's name and its end: `UserUnchecked` makes the type
 * `UserUncheckedCreateInput`, which `User` makes too; in the client the name then means neither.
 * Found in what the generator writes (tests/integration/generate/derived-type-names.test.ts looks again).
 */
export const derivedTypeParts = ['CountOutputType', 'Scalar', 'Unchecked'] as const;

/** What no other declaration may have in the client; different names that are one there are one here, too. */
export function clientNames(name: string): string[] {
  const names = [name.toLowerCase()];
  for (const part of derivedTypeParts) {
    if (name.endsWith(part)) names.push(name.slice(0, -part.length).toLowerCase());
  }
  return names;
}
