import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateClient } from '../../../build/pipeline/generate/generate-client.ts';
import { createClientProject, mainSchema, readTree, schemaWith } from './client-project.ts';

describe('generateClient', () => {
  let project: ReturnType<typeof createClientProject>;
  beforeEach(() => {
    project = createClientProject();
  });
  afterEach(() => {
    project.remove();
  });

  const generate = (...models: string[]) =>
    generateClient({ projectDir: project.dir, outputDir: project.outputDir, files: schemaWith(...models) });
  const modified = (name: string) => statSync(join(project.outputDir, name)).mtime.getTime();

  it('does nothing when the schema only changed in comments', async () => {
    await generate('User');
    const before = modified('client.ts');
    const commented = schemaWith('User').map(({ path, text }) => ({ path, text: `// new\n${text}` }));
    const result = await generateClient({
      projectDir: project.dir,
      outputDir: project.outputDir,
      files: commented,
    });
    expect(result).toMatchObject({ ok: true, generated: false });
    expect(modified('client.ts')).toBe(before);
  });

  it('leaves files that stay the same untouched', async () => {
    await generate('User');
    const before = modified('models/User.ts');
    expect(await generate('User', 'Zoo')).toMatchObject({ ok: true, generated: true });
    expect(existsSync(join(project.outputDir, 'models/Zoo.ts'))).toBe(true);
    expect(modified('models/User.ts')).toBe(before);
  });

  it.each([
    [
      'deleted',
      (file: string) => {
        rmSync(file);
      },
    ],
    [
      'changed',
      (file: string) => {
        writeFileSync(file, 'export {};\n');
      },
    ],
  ])('makes the client anew when one of its files was %s', async (_, damage) => {
    await generate('User');
    const whole = readTree(project.outputDir);
    damage(join(project.outputDir, 'enums.ts'));
    expect(await generate('User')).toMatchObject({ ok: true, generated: true });
    expect(readTree(project.outputDir)).toEqual(whole);
  });

  it('recognises a copied client', async () => {
    await generate('User');
    cpSync(project.outputDir, join(project.dir, 'copy'), { recursive: true });
    const result = await generateClient({
      projectDir: project.dir,
      outputDir: 'copy',
      files: schemaWith('User'),
    });
    expect(result).toMatchObject({ ok: true, generated: false });
  });

  it('keeps the last good client and passes on what Prisma says about a broken schema', async () => {
    await generate('User');
    const before = readTree(project.outputDir);
    const broken = { path: 'prisma/schema/bad.prisma', text: 'model Bad {\n  id Nonsense @id\n}\n' };
    const result = await generateClient({
      projectDir: project.dir,
      outputDir: project.outputDir,
      files: [mainSchema, broken],
    });
    expect(result).toMatchObject({ ok: false, reason: 'schema' });
    expect(result).toHaveProperty('message', expect.stringContaining('Type "Nonsense" is neither'));
    expect(readTree(project.outputDir)).toEqual(before);
    expect(readdirSync(dirname(project.outputDir))).toEqual(['prisma']);
  });

  it('never replaces a folder that is not a client', async () => {
    const files = schemaWith('User');
    writeFileSync(join(project.dir, 'mine.txt'), 'dear');
    const result = await generateClient({ projectDir: project.dir, outputDir: project.dir, files });
    expect(result).toMatchObject({ ok: false, reason: 'environment' });
    expect(existsSync(join(project.dir, 'mine.txt'))).toBe(true);
  });

  it("fails with the system's words when the place cannot be written", async () => {
    // A file where a folder must be: fails for every user, root too.
    writeFileSync(join(project.dir, 'src'), '');
    const result = await generate('User');
    expect(result).toMatchObject({ ok: false, reason: 'environment' });
  });

  it('refuses a Prisma 8 client in the project before anything is made', async () => {
    rmSync(join(project.dir, 'node_modules'));
    mkdirSync(join(project.dir, 'node_modules/@prisma/client'), { recursive: true });
    const manifest = { name: '@prisma/client', version: '8.0.1' };
    writeFileSync(join(project.dir, 'node_modules/@prisma/client/package.json'), JSON.stringify(manifest));
    expect(await generate('User')).toEqual({
      ok: false,
      reason: 'environment',
      message: expect.stringContaining('@prisma/client 8.0.1 is installed, but only Prisma 7 is supported'),
    });
    expect(existsSync(project.outputDir)).toBe(false);
  });

  it('survives two generations of different schemas at once', async () => {
    const results = await Promise.all([generate('User'), generate('Post'), generate('User')]);
    expect(results.every(({ ok }) => ok)).toBe(true);
    expect(readdirSync(dirname(project.outputDir))).toEqual(['prisma']);
    const models = readdirSync(join(project.outputDir, 'models'));
    expect(models).toHaveLength(1);
    expect(await generate('User')).toMatchObject({ ok: true });
    expect(readdirSync(join(project.outputDir, 'models'))).toEqual(['User.ts']);
  });
});
