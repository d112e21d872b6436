import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { createCache } from '../../../build/pipeline/pipeline.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

it('two compilers in one process, each with its own memory, end on the same last state', async () => {
  const caches = [createCache(), createCache()];
  for (let round = 0; round < 5; round++) {
    project.write(
      `src/components/c${round % 2}/prisma/schema.prisma`,
      `model M${round} {\n  id Int @id\n}\n`,
    );
    const reports = await Promise.all(caches.map((cache) => project.run({ cache })));
    expect(reports).toMatchObject([{ ok: true }, { ok: true }]);
    // The one that comes second finds the work done.
    expect(
      reports.flatMap(({ changed }) => changed).filter((file) => file.includes('/schema/c')),
    ).toHaveLength(1);
    expect(project.read(`prisma/schema/c${round % 2}.prisma`)).toContain(`model M${round} {`);
  }
});
