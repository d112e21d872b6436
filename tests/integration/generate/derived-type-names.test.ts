import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from '@jest/globals';
import { derivedTypeParts } from '../../../build/model/names/client-names.ts';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { createClientProject, mainSchema } from './client-project.ts';

const project = createClientProject();
afterAll(() => {
  project.remove();
});

const text = `model User {
  id    Int @id
  n     Int
  tags  Tag[]
  owner Tag @relation("owner", fields: [n], references: [id])
}
model Tag {
  id    Int @id
  users User[]
  owned User[] @relation("owner")
}
`;

/** What the generator puts behind a model's name to name its types. */
function suffixesOf(model: string): Set<string> {
  const file = readFileSync(join(project.outputDir, `models/${model}.ts`), 'utf8');
  const names = [...file.matchAll(/^export (?:type|interface) (\w+)/gm)].map((match) => match[1] ?? '');
  return new Set(names.filter((name) => name.startsWith(model)).map((name) => name.slice(model.length)));
}

it('the parts of names that make two models’ types clash are those of the real generator', async () => {
  const files = [mainSchema, { path: 'prisma/schema/crm.prisma', text }];
  project.write(files);
  expect(
    await generateClient({ projectDir: project.dir, outputDir: project.outputDir, files }),
  ).toMatchObject({
    ok: true,
  });
  const suffixes = suffixesOf('User');
  expect(suffixes.size).toBeGreaterThan(70);
  const parts = [...suffixes].flatMap((suffix) =>
    [...suffixes]
      .filter((end) => end !== '' && end !== suffix && suffix.endsWith(end))
      .map((end) => suffix.slice(0, -end.length)),
  );
  expect([...new Set(parts)].sort()).toEqual([...derivedTypeParts]);
});
