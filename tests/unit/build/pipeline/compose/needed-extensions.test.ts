import { describe, expect, it } from '@jest/globals';
import { composeTexts } from '../../../../../build/pipeline/compose/compose-texts.ts';
import { noCache } from '../../../../../build/incremental/derive.ts';
import { componentOf } from '../../../../support/plan-of.ts';
import { projectOptionsSchema } from '../../../../../build/config/project-config.ts';

const config = { ...projectOptionsSchema.parse({}), projectDir: '/project' };
const declared = (name: string) => ({
  name,
  location: { file: 'src/components/rows/component.json', line: 1, column: 1 },
});

function mainOf(fields: string, options: Record<string, unknown> = {}): string {
  const settings = { ...config, ...projectOptionsSchema.parse(options) };
  const text = `model Row {\n  id Int @id\n${fields}\n}\n`;
  const schemas = [{ file: 'src/components/rows/prisma/schema.prisma', text }];
  const { schemaFiles } = composeTexts(noCache, settings, [componentOf('rows', schemas)]);
  return schemaFiles.find(({ path }) => path.endsWith('/main.prisma'))?.text ?? '';
}

describe('extensions', () => {
  it.each([
    ['  a String @db.Citext', '[citext]'],
    ['  a Unsupported("geometry(Point, 4326)")?', '[postgis]'],
    ['  a Unsupported("vector(3)")?', '[vector]'],
    ['  a Unsupported("public.hstore")', '[hstore]'],
    ['  a String @default(dbgenerated("uuid_generate_v4()"))', '[uuid_ossp(map: "uuid-ossp")]'],
    ['  a String @default(dbgenerated("encode(gen_random_bytes(9), \'hex\')"))', '[pgcrypto]'],
    ['  a String\n  @@index([a(ops: raw("gist_trgm_ops(siglen=32)"))], type: Gist)', '[pg_trgm]'],
    [
      '  a Int\n  b String @db.Citext\n  @@index([a(ops: raw("gist_int4_ops"))], type: Gist)',
      '[btree_gist, citext]',
    ],
  ])('of %s are switched on', (fields, expected) => {
    const main = mainOf(fields);
    expect(main).toContain(`extensions = ${expected}\n`);
    expect(main).toContain('previewFeatures        = ["postgresqlExtensions"]');
  });

  it.each([
    '  a String @default("vector")',
    `  a String @default(dbgenerated("'citext'"))`,
    '  a String @default(dbgenerated("gen_random_uuid()")) // uuid_generate_v4()',
    '  a Unsupported("tsvector")?',
  ])('are not needed by %s', (fields) => {
    expect(mainOf(fields)).not.toContain('xtensions');
  });

  it('of the settings come on top', () => {
    expect(mainOf('  a String @db.Citext', { extensions: ['pg_stat_statements'] })).toContain(
      'extensions = [citext, pg_stat_statements]',
    );
  });

  it('of a component.json join them, once each', () => {
    const text = 'model Row {\n  id String @id @db.Citext\n}\n';
    const schemas = [{ file: 'src/components/rows/prisma/schema.prisma', text }];
    const extensions = ['unaccent', 'citext'].map(declared);
    const { schemaFiles } = composeTexts(noCache, { ...config, extensions: ['pg_trgm'] }, [
      componentOf('rows', schemas, { extensions }),
    ]);
    expect(schemaFiles.map((file) => file.text).join('')).toContain(
      'extensions = [citext, pg_trgm, unaccent]\n',
    );
  });

  it('of a component without a schema count, and make it no schema file', () => {
    const search = { name: 'search', schemas: [], extensions: [declared('unaccent')] };
    const { schemaFiles } = composeTexts(noCache, config, [search]);
    expect(schemaFiles).toMatchObject([
      { path: 'prisma/schema/main.prisma', text: expect.stringContaining('extensions = [unaccent]\n') },
    ]);
  });

  it('are for PostgreSQL only', () => {
    expect(mainOf('  a String', { provider: 'sqlite', extensions: ['citext'] })).not.toContain('extensions');
  });
});

describe('relationMode', () => {
  it('is written when it is not the usual one', () => {
    expect(mainOf('', { relationMode: 'prisma' })).toContain('relationMode = "prisma"');
    expect(mainOf('')).not.toContain('relationMode');
  });
});
