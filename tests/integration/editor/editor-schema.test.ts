import { readlinkSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { editorSchema } from '../../../build/shells/prisma/editor-schema.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

const user = 'model User {\n  id Int @id\n}\n';
const post = (relations: string) => `model Post {\n  id Int @id\n  a Int\n  b Int\n${relations}}\n`;
const author = '  writer User @relation(fields: [a], references: [id])\n';
const editor = '  editor User @relation(fields: [b], references: [id])\n';
const file = (component: string) => `src/components/${component}/prisma/schema.prisma`;

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    [file('users')]: user,
    'src/components/posts/component.json': '{ "requires": { "users": "*" } }',
    [file('posts')]: post(author),
    [file('tags')]: 'model Tag {\n  id Int @id\n}\n',
  });
});
afterEach(() => {
  project.dispose();
});

async function compose(): Promise<void> {
  expect(await project.run()).toMatchObject({ ok: true });
}

/** What the language server is given, by the files it ends up with. */
function given(): string[] {
  const folder = editorSchema(project.dir, 'prisma/schema');
  expect(folder).toBe('.tessera/editor');
  return readdirSync(`${project.dir}/${folder}`)
    .map((name) => readlinkSync(`${project.dir}/${folder}/${name}`).replace('../../', ''))
    .sort();
}

describe('the schema for the editor', () => {
  it("has the authors' files, and the composed copy of whom something was added to", async () => {
    await compose();

    expect(given()).toEqual([
      'prisma/schema/main.prisma',
      'prisma/schema/users.prisma',
      file('posts'),
      file('tags'),
    ]);
  });

  it('has the composed copy of an author whose relations were given names', async () => {
    project.write(file('posts'), post(author + editor));
    await compose();

    expect(given()).toContain('prisma/schema/posts.prisma');
  });

  it("has the author's file when the author named them", async () => {
    const named = (text: string, name: string) => text.replace('@relation(', `@relation("${name}", `);
    project.write(file('posts'), post(named(author, 'Writer') + named(editor, 'Editor')));
    await compose();

    expect(given()).toContain(file('posts'));
  });

  it('has composed copies where every model was put into a PostgreSQL schema', async () => {
    project.write(file('tags'), 'model Tag {\n  id Int @id\n  @@schema("other")\n}\n');
    await compose();

    expect(given()).toEqual([
      'prisma/schema/main.prisma',
      'prisma/schema/posts.prisma',
      'prisma/schema/users.prisma',
      file('tags'),
    ]);
  });

  it('follows what is composed, and keeps what is right', async () => {
    await compose();
    given();
    const link = `${project.dir}/.tessera/editor/tags.0.prisma`;
    const made = statSync(link).ino;
    writeFileSync(`${project.dir}/.tessera/editor/stray.prisma`, '');

    project.write(file('posts'), post(''));
    project.write('src/components/posts/component.json', '{}');
    await compose();

    expect(given()).toEqual(['prisma/schema/main.prisma', file('posts'), file('tags'), file('users')]);
    expect(statSync(link).ino).toBe(made);
  });

  it('is the composed schema where nothing else can be had', () => {
    expect(editorSchema(project.dir, 'prisma/schema')).toBe('prisma/schema');
  });

  it('has the composed copy of a component whose folder is gone', async () => {
    await compose();
    rmSync(`${project.dir}/src/components/tags`, { recursive: true });

    expect(given()).toContain('prisma/schema/tags.prisma');
  });
});
