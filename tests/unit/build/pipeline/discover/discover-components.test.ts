import { afterEach, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../../build/config/project-config.ts';
import { createDiscoverCache } from '../../../../../build/pipeline/discover/discover-cache.ts';
import { discoverComponents } from '../../../../../build/pipeline/discover/discover-components.ts';
import { type SchemaSource } from '../../../../../build/model/discovered-component.ts';
import { diskFiles } from '../../../../../build/files/disk-files.ts';
import { createTempProject } from '../../../../support/temp-project.ts';

const project = createTempProject({
  'src/components/a/prisma/schema.prisma': 'model A {\n  id Int @id\n}\n',
  'src/components/a/prisma/more.prisma': 'model More {\n  id Int @id\n}\n',
  'src/components/b/component.json': '{}',
});
afterEach(() => {
  project.dispose();
});

it('hands out the very schemas of the components before it is done, in the first run only', () => {
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const cache = createDiscoverCache();
  const early: (readonly SchemaSource[])[] = [];
  const discover = () =>
    discoverComponents(config, diskFiles, cache, (all) => early.push(all.flatMap(({ schemas }) => schemas)))
      .components;
  const found = discover().flatMap(({ schemas }) => schemas);
  expect(found).toHaveLength(2);
  // What was worked out early is kept with the object.
  expect(early).toEqual([found]);
  expect(early[0]?.every((source, at) => source === found[at])).toBe(true);
  project.write('src/components/b/prisma/schema.prisma', 'model B {\n  id Int @id\n}\n');
  expect(discover()).toHaveLength(2);
  expect(early).toHaveLength(1);
});
