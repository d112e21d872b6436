import path from 'node:path';
import { applyEdits, modify, parse } from 'jsonc-parser';
import { z } from 'zod';

const Extending = z.object({ extends: z.union([z.string(), z.array(z.string())]) });

/**
 * The text of a tsconfig.json as it reads from another folder: what it extends by a relative path is still found.
 *
 * @param from the folder it is in
 * @param to the folder it will be in
 */
export function moveTsconfig(text: string, from: string, to: string): string {
  const found = Extending.safeParse(parse(text, [], { allowTrailingComma: true }));
  if (!found.success) return text;
  const move = (base: string): string =>
    base.startsWith('.') ? asImport(path.relative(to, path.resolve(from, base))) : base;
  const bases = found.data.extends;
  return applyEdits(
    text,
    modify(text, ['extends'], Array.isArray(bases) ? bases.map(move) : move(bases), {}),
  );
}

/** With `/`, and a dot in front: without one it would be the name of a package. */
function asImport(relative: string): string {
  const slashed = relative.replaceAll('\\', '/');
  return slashed.startsWith('.') ? slashed : `./${slashed}`;
}
