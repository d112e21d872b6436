import { expect, it } from '@jest/globals';
import { modelOf } from '../../../../../build/use-cases/sqlalchemy/data-model.ts';
import { readComposedSchema } from '../../../../../build/use-cases/sqlalchemy/read-composed-schema.ts';
import { everyFeature, renderModels } from '../../../../support/every-feature.ts';

const read = async () => (await readComposedSchema([everyFeature])).models;

it('knows the names Prisma gives, and cuts, in the database', async () => {
  const article = modelOf(await read(), 'Article');
  const stem = 'article_with_a_name_so_long_that_derived_names_are_cut';
  expect(article.primaryKey?.name).toBe(`${stem}_pkey`);
  expect(article.foreignKeys.map(({ name }) => name)).toEqual([`${stem}_aut_fkey`, `${stem}_rev_fkey`]);
  expect(modelOf(await read(), 'Profile').foreignKeys[0]?.name).toBe('profile_of');
});

it('knows what Prisma does to rows when nothing is said', async () => {
  const models = await read();
  const actions = models
    .flatMap(({ foreignKeys }) => foreignKeys)
    .map(({ name, onDelete, onUpdate }) => [name.slice(-16), onDelete, onUpdate]);
  expect(actions).toContainEqual(['on_mentorId_fkey', 'SET NULL', 'CASCADE']);
  expect(actions).toContainEqual(['ed_personId_fkey', 'RESTRICT', 'CASCADE']);
  expect(actions).toContainEqual(['_are_cut_rev_fkey'.slice(-16), 'SET NULL', 'NO ACTION']);
});

it('reads the conditions of partial indexes from the schema', async () => {
  const where = modelOf(await read(), 'Article').indexes.map(({ name, where: sql }) => [name, sql]);
  expect(where).toContainEqual(['alive', '"deletedAt" IS NULL']);
  expect(where).toContainEqual(['high_numbers', 'number > 10']);
  expect(where).toContainEqual(['reviewed_slugs', `("reviewerId" IS NOT NULL) AND ("the title" = 'x')`]);
});

it('keeps all digits of a default', async () => {
  const column = modelOf(await read(), 'EveryType').columns.find(({ field }) => field === 'plainDecimal');
  expect(column?.default).toEqual({ kind: 'literal', value: '12345678901234567890.123456789' });
});

it('tells rows apart by a key that every row has', async () => {
  const box = modelOf(await read(), 'Box');
  expect(box.identity.map(({ field }) => field)).toEqual(['code']);
});

it('tells generated columns from defaults by what they read', async () => {
  const defaults = modelOf(await read(), 'Box').columns.map((column) => [column.field, column.default?.kind]);
  expect(defaults).toEqual([
    ['width', undefined],
    ['label', undefined],
    ['ownerId', undefined],
    ['gone', undefined],
    ['area', 'generated'],
    ['shout', 'generated'],
    ['byWhom', 'function'],
    ['code', undefined],
  ]);
});

it("lists what is not in Prisma's client", async () => {
  expect(modelOf(await read(), 'Person').leftOut).toEqual([
    'field "shape"',
    'field "secret"',
    'index on shape',
  ]);
});

it('puts into a file what its models need, and is the same each time', async () => {
  const text = await renderModels(everyFeature, '2.0', ['Profile']);
  expect(text).toBe(await renderModels(everyFeature, '2.0', ['Profile']));
  expect(text).toContain('info={"is_stub": True}');
  expect(text).not.toContain('import decimal');
  expect(text).not.toContain('_cuid');
});
