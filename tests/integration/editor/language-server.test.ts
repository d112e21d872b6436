import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { components } from '@/generated/components.ts';
import { LanguageServer } from './language-server.ts';

const root = join(import.meta.dirname, '../../..');
const schemaOf = (component: string) => `src/components/${component}/prisma/schema.prisma`;
const textOf = (file: string) => readFileSync(join(root, file), 'utf8');
/** Every component's schema and the datasource. */
const documents = components.length + 1;

let server: LanguageServer;
afterEach(() => server.stop());

describe('an editor with this project open', () => {
  it('shows no problem in any component, and a mistake where it is made', async () => {
    server = await LanguageServer.start(root);
    // It relates to a model of another component, and has written its own side only.
    const file = schemaOf('event-store');
    const text = textOf(file);
    expect(text).toMatch(/ Tenant +@relation/);

    expect(await server.open(file, text, documents)).toEqual({});
    // The owner of the other side, whose own file does not hold it.
    expect(await server.open(schemaOf('tenancy'), textOf(schemaOf('tenancy')), documents)).toEqual({});
    expect(
      await server.complete(
        file,
        text.split('\n').findIndex((line) => line.includes('@default(cuid())')),
        26,
      ),
    ).toContain('@unique');

    const lines = text.split('\n').length;
    expect(await server.open(file, `${text}model Broken {\n  id Strin @id\n}\n`, documents)).toEqual({
      [file]: [expect.stringMatching(new RegExp(`^${lines + 1}: Type "Strin" is neither`))],
    });
  });

  it('is helped by prisma.config.ts: without it the same file looks wrong', async () => {
    const dir = realpathSync(mkdtempSync(join(tmpdir(), 'tessera-editor-')));
    const file = schemaOf('event-store');
    try {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      cpSync(join(root, file), join(dir, file));
      server = await LanguageServer.start(dir);

      const relations = textOf(file).match(/ Tenant +@relation/g) ?? [];
      expect(await server.open(file, textOf(file), 1)).toEqual({
        [file]: relations.map(() => expect.stringContaining('Type "Tenant" is neither')),
      });
    } finally {
      rmSync(dir, { recursive: true });
    }
  });
});
