import { afterEach, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../../build/config/project-config.ts';
import { createCache, noCache } from '../../../../../build/incremental/derive.ts';
import { noSecondCore } from '../../../../../build/incremental/second-core.ts';
import { beginDiscovery } from '../../../../../build/pipeline/discover/discover-components.ts';
import { diskFiles } from '../../../../../build/files/disk-files.ts';
import { createTempProject } from '../../../../support/temp-project.ts';

const project = createTempProject({
  'src/components/a/prisma/schema.prisma': 'model A {\n  id Int @id\n}\n',
  'src/components/a/prisma/more.prisma': 'model More {\n  id Int @id\n}\n',
  'src/components/a/a.module.ts':
    "import { Module } from '@nestjs/common';\n@Module({}) export class AModule {}\n",
  'src/components/b/component.json': '{}',
});
afterEach(() => {
  project.dispose();
});

it('knows the very schemas of the components before it parses their modules, and both again while nothing changes', () => {
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const cache = createCache();
  const discover = (used = cache) => {
    const begun = beginDiscovery(config, diskFiles, { cache: used, core: noSecondCore });
    return { begun: begun.components, components: begun.complete().components };
  };
  const first = discover();
  expect(first.begun.map(({ name, module }) => [name, module])).toEqual([
    ['a', undefined],
    ['b', undefined],
  ]);
  expect(first.components[0]?.module).toMatchObject({ className: 'AModule' });
  first.components.forEach(({ schemas }, at) => {
    expect(schemas).toBe(first.begun[at]?.schemas);
  });
  // Written again with the same words.
  project.write('src/components/b/component.json', '{}');
  const second = discover();
  second.components.forEach((component, at) => {
    expect(component).toBe(first.components[at]);
  });
  expect(discover(noCache)).toEqual(first);
});
