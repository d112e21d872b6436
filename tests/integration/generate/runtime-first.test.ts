import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import wasm from '@prisma/prisma-schema-wasm';
import { transformSync } from '@swc/core';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkClient } from '../../../build/pipeline/generate/check-client.ts';
import { type SchemaFile } from '../../../build/model/schema-file.ts';
import {
  type ClientRenderer,
  createClientRenderer,
} from '../../../build/pipeline/generate/client-renderer.ts';
import {
  createRuntimeFirstGenerator,
  type RuntimeFirstGenerator,
} from '../../../build/pipeline/generate/runtime-first.ts';
import { createClientProject, mainSchema, readTree, schemaWith } from './client-project.ts';

/** Everything `internal/class.ts` describes of a schema: relations, enums, maps, defaults with escapes. */
const changed: readonly SchemaFile[] = [
  mainSchema,
  {
    path: 'prisma/schema/user.prisma',
    text: `/// "Quoted" \\\\ and so on
model User {
  id    Int      @id @map("user_id")
  kind  UserKind @default(A)
  note  String   @default("a\\nb\\t\\"c\\"")
  posts Post[]
  @@map("users")
}

enum UserKind {
  A
  B @map("b")
}
`,
  },
  {
    path: 'prisma/schema/post.prisma',
    text: 'model Post {\n  id Int @id\n  userId Int\n  user User @relation(fields: [userId], references: [id])\n}\n',
  },
];

/** What runs of a file of the client, its schema formatted, without the parameters of query plans. */
function running(text: string): string {
  const { code } = transformSync(text, {
    filename: 'class.ts',
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
  });
  return code
    .replace(/config\.parameterizationSchema = \{[^]*?\n\};?/, '')
    .replace(/(?<="inlineSchema": )"(?:[^"\\]|\\.)*"/, (schema) => formatted(String(JSON.parse(schema))));
}

function formatted(text: string): string {
  return wasm.merge_schemas(JSON.stringify({ schema: [['schema.prisma', text]] }));
}

describe('createRuntimeFirstGenerator', () => {
  let project: ReturnType<typeof createClientProject>;
  let render: ClientRenderer['render'];
  let generator: RuntimeFirstGenerator;
  let ready: Promise<void>;
  let isClosed: boolean;
  let idle: () => Promise<void>;

  const input = (files: readonly SchemaFile[]) => ({
    projectDir: project.dir,
    outputDir: project.outputDir,
    files,
  });
  const classText = (): string => readFileSync(join(project.outputDir, 'internal/class.ts'), 'utf8');
  const besides = (): string[] => readdirSync(dirname(project.outputDir)).filter((name) => name !== 'prisma');
  const close = async (): Promise<void> => {
    if (!isClosed) await generator.close();
    isClosed = true;
  };

  beforeEach(async () => {
    project = createClientProject();
    const renderer = createClientRenderer();
    ({ render } = renderer);
    isClosed = false;
    let tellReady: () => void = () => undefined;
    const expectReady = (): void => {
      ready = new Promise((resolve) => (tellReady = resolve));
    };
    expectReady();
    idle = () => Promise.resolve();
    generator = createRuntimeFirstGenerator(
      { ...renderer, render: (...args) => render(...args) },
      {
        idle: () => idle(),
        onReady: () => {
          tellReady();
          expectReady();
        },
      },
    );
    expect(await generator.generate(input(schemaWith('User')))).toMatchObject({ ok: true, generated: true });
  });
  afterEach(async () => {
    await close();
    project.remove();
  });

  it('brings what runs at once and the whole client when it is made', async () => {
    const whole = ready;
    const first = await generator.generate(input(changed));
    expect(first).toMatchObject({ ok: true, generated: true, runtimeOnly: 'internal/class.ts' });
    const early = classText();
    expect(checkClient(input(changed))).toBe(false);
    expect(await generator.generate(input(changed))).toMatchObject({
      generated: false,
      runtimeOnly: 'internal/class.ts',
    });
    await whole;
    const second = await generator.generate(input(changed));
    expect(second).toMatchObject({ ok: true, generated: true });
    expect(second).not.toHaveProperty('runtimeOnly');
    expect(checkClient(input(changed))).toBe(true);
    // What ran was already what Prisma's own generator makes (when this fails after an upgrade: docs/adr/0032).
    expect(running(early)).toBe(running(classText()));
    expect(besides()).toEqual([]);
  });

  it('places the client of the newest schema only', async () => {
    const whole = ready;
    await generator.generate(input(schemaWith('User', 'Post')));
    await generator.generate(input(changed));
    await whole;
    expect(await generator.generate(input(changed))).toMatchObject({ generated: true });
    expect(Object.keys(readTree(project.outputDir))).toContain('models/Post.ts');
    expect(readTree(project.outputDir)['models/Post.ts']).toContain('userId');
    expect(besides()).toEqual([]);
  });

  it('makes the whole client when the processor is free for it', async () => {
    let rendered = 0;
    const real = render;
    render = (...args) => {
      rendered += 1;
      return real(...args);
    };
    let free: () => void = () => undefined;
    idle = () => new Promise((resolve) => (free = resolve));
    const whole = ready;
    await generator.generate(input(changed));
    await Promise.resolve();
    expect(rendered).toBe(0);
    free();
    await whole;
    expect(rendered).toBe(1);
  });

  it('stops making a client when a schema is saved, and makes it after all when it is still the one', async () => {
    let begun = 0;
    idle = () => {
      begun += 1;
      return Promise.resolve();
    };
    const whole = ready;
    await generator.generate(input(changed));
    generator.hold();
    expect(await generator.generate(input(changed))).toMatchObject({ generated: false });
    generator.resume();
    await whole;
    expect(begun).toBe(2);
    expect(await generator.generate(input(changed))).toMatchObject({ generated: true });
    expect(checkClient(input(changed))).toBe(true);
    expect(besides()).toEqual([]);
  });

  it('does not go on with a client when another one was asked for meanwhile', async () => {
    const whole = ready;
    await generator.generate(input(schemaWith('User', 'Post')));
    generator.hold();
    await generator.generate(input(changed));
    generator.resume();
    await whole;
    expect(await generator.generate(input(changed))).toMatchObject({ generated: true });
    expect(readTree(project.outputDir)['models/Post.ts']).toContain('userId');
    expect(besides()).toEqual([]);
  });

  it('makes the whole client at once when more than models differs', async () => {
    const moved = { ...mainSchema, text: mainSchema.text.replace('"nodejs"', '"bun"') };
    const result = await generator.generate(input([moved, ...schemaWith('User').slice(1)]));
    expect(result).toMatchObject({ ok: true, generated: true });
    expect(result).not.toHaveProperty('runtimeOnly');
  });

  it('tells with the later call why there is no whole client', async () => {
    render = () => Promise.resolve({ kind: 'schema', message: 'not this one' });
    const whole = ready;
    expect(await generator.generate(input(changed))).toMatchObject({
      ok: true,
      runtimeOnly: 'internal/class.ts',
    });
    await whole;
    const refused = { ok: false, reason: 'schema', message: 'not this one' };
    expect(await generator.generate(input(changed))).toEqual(refused);
    expect(besides()).toEqual([]);
  });

  it('leaves a schema that Prisma refuses to the generator, which says why', async () => {
    const result = await generator.generate(input(schemaWith('User', 'async')));
    expect(result).toMatchObject({
      ok: false,
      reason: 'schema',
      message: expect.stringContaining('`async`'),
    });
  });

  it('leaves a client behind that the next process does not take for whole', async () => {
    await generator.generate(input(changed));
    await close();
    expect(checkClient(input(changed))).toBe(false);
    expect(checkClient(input(schemaWith('User')))).toBe(false);
    expect(besides()).toEqual([]);
  });
});
