import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadProjectConfig } from '../../../../build/config/load-project-config.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject();
});
afterEach(() => {
  project.dispose();
});

async function problems(overrides?: object) {
  const loaded = await loadProjectConfig(project.dir, overrides);
  return loaded.ok ? [] : loaded.diagnostics;
}

describe('loadProjectConfig', () => {
  it('has a default for everything', async () => {
    expect(await loadProjectConfig(project.dir)).toEqual({
      ok: true,
      config: {
        projectDir: project.dir,
        componentsDir: 'src/components',
        schemaDir: 'prisma/schema',
        migrationsDir: 'prisma/migrations',
        packages: [],
        components: [],
        envFile: '.env',
        databaseUrlFrom: 'DATABASE_URL',
        generatedDir: 'src/generated',
        provider: 'postgresql',
        defaultSchema: 'public',
        relationMode: 'foreignKeys',
        extensions: [],
        previewFeatures: [],
        generator: {},
        sqlalchemy: [{ output: 'python/models.py', style: '2.0' }],
      },
    });
  });

  it.each([
    ['json', '\uFEFF{ "provider": "cockroachdb" }'],
    ['js', 'export default { provider: "cockroachdb" };'],
    ['mjs', 'export default { provider: "cockroachdb" };'],
    ['ts', 'const provider: string = "cockroachdb"; export default { provider };'],
  ])('reads tessera.config.%s, and the options of the caller win', async (extension, text) => {
    project.write('package.json', '{ "type": "module" }');
    project.write(`tessera.config.${extension}`, text);
    expect(await loadProjectConfig(project.dir)).toMatchObject({ config: { provider: 'cockroachdb' } });
    expect(await loadProjectConfig(project.dir, { provider: 'sqlite' })).toMatchObject({
      config: { provider: 'sqlite' },
    });
  });

  it('names every wrong setting at its place, an unknown one with the nearest known', async () => {
    project.write(
      'tessera.config.json',
      '{\n  "componentDir": "a",\n  "provider": "postgres",\n  "schemaDir": "../out",\n  "zzzzzzzzzz": 1\n}\n',
    );
    expect(await problems()).toMatchObject([
      { location: { line: 2, column: 3 }, hint: 'Write "componentsDir".' },
      { code: 'CONFIG.INVALID', location: { line: 3, column: 15 } },
      { code: 'CONFIG.INVALID', location: { line: 4, column: 16 } },
      { location: { line: 5, column: 3 }, hint: expect.stringContaining('or use one of: ') },
    ]);
  });

  it.each([
    [{ schemaDir: 'prisma', migrationsDir: 'prisma/migrations' }, 'migrationsDir'],
    [{ generatedDir: 'prisma/schema/generated' }, 'generatedDir'],
    [{ componentsDir: 'src', generatedDir: 'src/generated' }, 'generatedDir'],
  ])('refuses a folder inside another: %j', async (settings, inner) => {
    project.write('tessera.config.json', JSON.stringify(settings));
    expect(await problems()).toMatchObject([
      { message: expect.stringMatching(`^"${inner}": must not be inside`) },
    ]);
  });

  it.each([
    ['/models.py', 'must be a path of a .py file'],
    ['models', 'must be a path of a .py file'],
    ['a.py', '"a.py" is written twice'],
  ])('refuses %s as a file of models', async (output, message) => {
    const loaded = await loadProjectConfig(project.dir, { sqlalchemy: [{ output: 'a.py' }, { output }] });
    expect(JSON.stringify(loaded)).toContain(JSON.stringify(message).slice(1, -1));
  });

  it('checks the options of the caller too', async () => {
    expect(await problems({ providr: 'x' })).toMatchObject([{ hint: 'Write "provider".' }]);
  });

  it('refuses text that is not JSON, a file that throws and two files', async () => {
    project.write('tessera.config.json', '{ "provider": }');
    expect(await problems()).toMatchObject([
      { location: { file: 'tessera.config.json', line: 1, column: 15 } },
    ]);
    project.write('tessera.config.mjs', 'throw new Error("no");');
    expect(await problems()).toMatchObject([{ message: expect.stringContaining('two configurations') }]);
    project.remove('tessera.config.json');
    expect(await problems()).toMatchObject([{ message: 'tessera.config.mjs cannot be loaded: no' }]);
  });
});
