import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ComponentDiscoveryPlugin } from '../../../build/component-discovery-plugin.ts';
import { createPluginProject, errorsOf, schemaOf } from './plugin-project.ts';

describe('ComponentDiscoveryPlugin', () => {
  let project: ReturnType<typeof createPluginProject>;
  beforeEach(() => {
    project = createPluginProject();
  });
  afterEach(() => {
    project.remove('');
  });

  const modified = (file: string) => statSync(project.path(file)).mtimeMs;

  it('composes, generates and bundles what it found', async () => {
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
    project.write('src/components/posts/prisma/schema.prisma', schemaOf('Post'));
    const stats = await project.build();
    expect(errorsOf(stats)).toBe('');
    expect(project.exists('src/generated/prisma/models/User.ts')).toBe(true);
    const bundle: unknown = await import(pathToFileURL(project.path('dist/main.js')).href);
    expect(bundle).toHaveProperty('names', 'posts,users');
  });

  it('works without any component', async () => {
    const stats = await project.build();
    expect(errorsOf(stats)).toBe('');
    expect(project.exists('src/generated/prisma/client.ts')).toBe(true);
  });

  it('touches nothing when nothing changed, and generates nothing for a comment', async () => {
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
    await project.build();
    const files = [
      'prisma/schema/users.prisma',
      'src/generated/components.ts',
      'src/generated/prisma/client.ts',
    ];
    const before = files.map(modified);
    await project.build();
    expect(files.map(modified)).toEqual(before);

    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', '// soon'));
    await project.build();
    expect(project.read('prisma/schema/users.prisma')).toContain('// soon');
    expect(modified('src/generated/prisma/client.ts')).toBe(before[2]);
  });

  it('reports every problem with file, line and column, and emits no bundle', async () => {
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
    await project.build();
    const good = project.read('dist/main.js');
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', 'broken Nonsense'));
    project.write('src/components/Bad Name/component.json', '{}');
    const stats = await project.build();
    const errors = errorsOf(stats);
    expect(errors).toContain('ERROR in src/components/users/prisma/schema.prisma:3:');
    expect(errors).toContain('SCHEMA.INVALID');
    expect(errors).toMatch(/> 3 \|\s+broken Nonsense/);
    expect(errors).toContain('COMPONENT.INVALID_NAME');
    expect(stats.compilation.errors).toHaveLength(2);
    expect(project.read('dist/main.js')).toBe(good);
    expect(project.read('prisma/schema/users.prisma')).not.toContain('Nonsense');
  });

  it('serves two compilers in one process, each with its own project', async () => {
    const other = createPluginProject();
    try {
      project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
      other.write('src/components/pets/prisma/schema.prisma', schemaOf('Pet'));
      const [mine, theirs] = await Promise.all([project.build(), other.build()]);
      expect([errorsOf(mine), errorsOf(theirs)]).toEqual(['', '']);
      expect(project.exists('src/generated/prisma/models/Pet.ts')).toBe(false);
      expect(other.exists('src/generated/prisma/models/Pet.ts')).toBe(true);
    } finally {
      other.remove('');
    }
  });

  it('survives two builds of one project at once', async () => {
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
    const results = await Promise.all([project.build(), project.build()]);
    expect(results.map(errorsOf)).toEqual(['', '']);
    expect(project.exists('src/generated/prisma/models/User.ts')).toBe(true);
  });

  it('says what the system says when the tree cannot be written', async () => {
    project.write('prisma', 'a file where a folder must be');
    const stats = await project.build();
    expect(errorsOf(stats)).toContain('a file is where a folder belongs');
  });

  it.each([
    [{ componentDir: 'src' }, /There is no setting "componentDir". Write "componentsDir"./],
    [{ schemaDir: 7 }, /schemaDir/],
    [{ unrelated: true }, /There is no setting "unrelated". Remove it, or use one of: /],
  ])('refuses the options %j', (options: object, message) => {
    expect(() => new ComponentDiscoveryPlugin(options)).toThrow(message);
  });
});
