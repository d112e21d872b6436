import { renameSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { tessera } from '../../support/tessera.ts';
import {
  ChangeWhileBuilding,
  createPluginProject,
  errorsOf,
  schemaOf,
  type Watch,
} from './plugin-project.ts';

describe('ComponentDiscoveryPlugin in watch mode', () => {
  let project: ReturnType<typeof createPluginProject>;
  let watch: Watch | undefined;
  beforeEach(() => {
    project = createPluginProject();
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User'));
  });
  afterEach(async () => {
    await watch?.close();
    watch = undefined;
    project.remove('');
  });

  /** A build is seen through what it left in the bundle. */
  const bundleHas = (text: string) => () =>
    project.exists('dist/main.js') && project.read('dist/main.js').includes(text);

  it('picks up a new component, its removal, and its new name', async () => {
    watch = project.watch();
    await watch.until(bundleHas('name: "users"'));
    project.write('src/components/pets/prisma/schema.prisma', schemaOf('Pet'));
    await watch.until(bundleHas('name: "pets"'));
    expect(project.exists('src/generated/prisma/models/Pet.ts')).toBe(true);

    renameSync(project.path('src/components/pets'), project.path('src/components/animals'));
    await watch.until(bundleHas('name: "animals"'));
    expect(project.exists('prisma/schema/pets.prisma')).toBe(false);
    expect(project.exists('prisma/schema/animals.prisma')).toBe(true);

    project.remove('src/components/animals');
    await watch.until(() => !bundleHas('name: "animals"')());
    expect(project.exists('src/generated/prisma/models/Pet.ts')).toBe(false);
  });

  it('follows what the life-cycle commands decide, without a save', async () => {
    project.write('src/components/pets/prisma/schema.prisma', schemaOf('Pet'));
    watch = project.watch();
    await watch.until(bundleHas('name: "pets"'));
    const decide = (command: string) => tessera(project.path(''), ['component', command, 'pets']);
    expect(await decide('disable')).toMatchObject({ exitCode: 0 });
    await watch.until(bundleHas('state: "disabled"'));
    expect(project.exists('prisma/schema/pets.prisma')).toBe(true);
    expect(await decide('retire')).toMatchObject({ exitCode: 0 });
    await watch.until(bundleHas('state: "retired"'));
    expect(project.exists('prisma/schema/pets.prisma')).toBe(false);
    expect(await decide('restore')).toMatchObject({ exitCode: 0 });
    await watch.until(() => bundleHas('name: "pets"')() && !bundleHas('state: "')());
  });

  it('sees the first component of a project that had no components folder', async () => {
    project.remove('src/components');
    watch = project.watch();
    await watch.until((stats) => !stats.hasErrors());
    project.write('src/components/pets/prisma/schema.prisma', schemaOf('Pet'));
    await watch.until(bundleHas('name: "pets"'));
  });

  it('goes from good to broken and back without a restart, the last good bundle staying', async () => {
    watch = project.watch();
    await watch.until(bundleHas('name: "users"'));
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', 'broken Nonsense'));
    const broken = await watch.until((stats) => stats.hasErrors());
    expect(errorsOf(broken)).toContain('users/prisma/schema.prisma:3:');
    expect(bundleHas('name: "users"')()).toBe(true);
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', 'age Int'));
    await watch.until((stats) => !stats.hasErrors());
    expect(project.read('src/generated/prisma/models/User.ts')).toContain('age');
  });

  it('takes the last of two saves that follow each other at once', async () => {
    watch = project.watch();
    await watch.until(bundleHas('name: "users"'));
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', 'first Int'));
    project.write('src/components/users/prisma/schema.prisma', schemaOf('User', 'second Int'));
    await watch.until(() => project.read('src/generated/prisma/models/User.ts').includes('second'));
    expect(project.read('prisma/schema/users.prisma')).toContain('second');
  });

  it('builds again for what came into the folder of a component while it built', async () => {
    const during = new ChangeWhileBuilding();
    watch = project.watch({}, [during]);
    await watch.until(bundleHas('name: "users"'));
    during.next(() => {
      project.write('src/components/pets/prisma/schema.prisma', schemaOf('Pet'));
      return project.path('src/components');
    });
    // The folder is told of in time, and what is in it comes later: a copy of many files, a slow disk.
    project.write('src/components/pets/notes.md', 'not a component yet');
    await watch.until(bundleHas('name: "pets"'));
  });

  it('builds again for a component that was moved in during the first build', async () => {
    project.write('../elsewhere/pets/prisma/schema.prisma', schemaOf('Pet'));
    // So that the pipeline has nothing to write, which would be looked at again anyway.
    await project.build();
    const during = new ChangeWhileBuilding();
    during.next(() => {
      renameSync(project.path('../elsewhere/pets'), project.path('src/components/pets'));
      return project.path('src/components');
    });
    watch = project.watch({}, [during]);
    await watch.until(bundleHas('name: "pets"'));
  });

  it('builds again for what went away while it built', async () => {
    const during = new ChangeWhileBuilding();
    project.write('src/components/users/component.json', '{ "version": "4.5.6" }');
    project.write('tessera.config.json', '{ "packages": ["missing"] }');
    watch = project.watch({}, [during]);
    await watch.until((stats) => stats.hasErrors());
    during.next(() => {
      project.remove('tessera.config.json');
      project.remove('src/components/users/component.json');
      return project.path('tessera.config.json');
    });
    project.write('src/components/users/notes.md', 'hello');
    await watch.until((stats) => !stats.hasErrors() && bundleHas('name: "users"')());
    await watch.until(() => !bundleHas('4.5.6')());
  });

  it('follows manifest, migrations and configuration', async () => {
    watch = project.watch();
    await watch.until(bundleHas('name: "users"'));
    project.write('src/components/users/component.json', '{ "version": "4.5.6" }');
    await watch.until(bundleHas('4.5.6'));
    project.write('prisma/migrations/20260101000000_first/migration.sql', '-- empty\n');
    await watch.until(bundleHas('20260101000000_first'));
    project.write('tessera.config.json', '{ "schemasDir": "x" }');
    const refused = await watch.until((stats) => stats.hasErrors());
    expect(errorsOf(refused)).toContain('Write "schemaDir".');
  });

  it('refuses outputs in the folder it watches, which would never come to rest', () => {
    expect(() => project.watch({ schemaDir: 'src/components/users/prisma/schema' })).toThrow(
      '"schemaDir": must not be inside componentsDir ("src/components")',
    );
    expect(() => project.watch({ generatedDir: 'src/components/generated' })).toThrow(
      '"generatedDir": must not be inside componentsDir ("src/components")',
    );
  });

  it('comes to rest: what a build writes causes at most one more', async () => {
    watch = project.watch();
    await watch.until(() => true);
    const settled = watch.builds.length;
    // Every further build is caused by something: a save of ours, and at most one by what that build wrote.
    project.write('src/components/users/notes.md', 'hello');
    await watch.until(() => (watch?.builds.length ?? 0) > settled);
    project.write('src/components/users/notes.md', 'again');
    await watch.until(() => (watch?.builds.length ?? 0) > settled + 1);
    expect(watch.builds.length).toBeLessThanOrEqual(settled + 4);
  });
});
