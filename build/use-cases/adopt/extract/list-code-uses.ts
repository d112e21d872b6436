import { lineStarts, positionAt } from '../../../diagnostics/text-position.ts';
import { type ProjectFiles } from '../../../files/project-files.ts';
import { type CodeUse } from './extraction.ts';

const sources = ['**/*.{ts,tsx,mts,cts,js,jsx,mjs,cjs}'];
const skipped = ['node_modules', 'dist', 'build', 'coverage', 'generated', '.tessera', '.git'];
const operations =
  'findMany|findUnique|findUniqueOrThrow|findFirst|findFirstOrThrow|create|createMany|createManyAndReturn|update|updateMany|updateManyAndReturn|upsert|delete|deleteMany|count|aggregate|groupBy';
const inputs =
  'Where|Create|Update|Unchecked|Select|Include|Omit|OrderBy|GetPayload|Delegate|Find|Delete|Upsert|Count|Aggregate|GroupBy|DefaultArgs|Scalar';

/**
 * Code that would have to move along, or to import from the new component: types and enums of the client, delegates, inputs. Found by
 * their text, so that code that reaches a model in another way is not in the list.
 *
 * @param names of models and enums that move
 * @param excluded folders, relative to the project
 */
export function listCodeUses(
  projectDir: string,
  names: readonly string[],
  excluded: readonly string[],
  files: ProjectFiles,
): CodeUse[] {
  const without = [
    ...skipped.map((folder) => `!**/${folder}/**`),
    ...excluded.map((folder) => `!${folder}/**`),
  ];
  return files.find(projectDir, [...sources, ...without]).flatMap(({ path, name }) => {
    const bytes = files.read(path);
    return bytes ? usesIn(name, new TextDecoder('utf-8').decode(bytes), names) : [];
  });
}

function usesIn(file: string, text: string, names: readonly string[]): CodeUse[] {
  if (!names.some((name) => text.toLowerCase().includes(name.toLowerCase()))) return [];
  const starts = lineStarts(text);
  const found: { readonly what: string; readonly offset: number; readonly length: number }[] = [];
  for (const { 1: list = '', 2: from = '', index } of text.matchAll(
    /import\s+(?:type\s+)?\{([^}]*)\}\s*from\s*['"]([^'"]+)['"]/g,
  )) {
    if (!/prisma/i.test(from)) continue;
    for (const name of names) {
      const at = new RegExp(String.raw`(?<!\w)${name}(?!\w)`).exec(list);
      if (at)
        found.push({
          what: `import of ${name}`,
          offset: text.indexOf('{', index) + 1 + at.index,
          length: name.length,
        });
    }
  }
  for (const name of names) {
    const delegate = name.slice(0, 1).toLowerCase() + name.slice(1);
    const calls = text.matchAll(
      new RegExp(String.raw`(?<=\.\s*)${delegate}(?=\s*\.\s*(?:${operations})\b)`, 'g'),
    );
    for (const { index } of calls)
      found.push({ what: `delegate ${delegate}`, offset: index, length: delegate.length });
    const types = text.matchAll(new RegExp(String.raw`(?<=\bPrisma\s*\.\s*)${name}(?:${inputs})\w*`, 'g'));
    for (const { 0: what, index } of types)
      found.push({ what: `Prisma.${what}`, offset: index, length: what.length });
  }
  return found
    .sort((a, b) => a.offset - b.offset)
    .map(({ what, offset, length }) => ({ what, location: { file, ...positionAt(starts, offset), length } }));
}
