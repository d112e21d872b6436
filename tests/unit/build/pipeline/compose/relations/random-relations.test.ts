import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type DiscoveredComponent } from '../../../../../../build/model/discovered-component.ts';
import { componentsOf, composeTexts } from '../../../../../support/compose-texts.ts';

/** A relation field of the component that relates, to one of the owner's two models. */
interface Relation {
  readonly target: number;
  readonly shape: 'many' | 'one' | 'list';
  readonly isOptional: boolean;
  readonly isNamed: boolean;
  readonly onDelete: string;
  readonly opposite: boolean;
}

const relation: fc.Arbitrary<Relation> = fc.record({
  target: fc.nat(1),
  shape: fc.constantFrom('many', 'one', 'list'),
  isOptional: fc.boolean(),
  isNamed: fc.boolean(),
  onDelete: fc.constantFrom('', ', onDelete: Cascade', ', onDelete: Restrict'),
  opposite: fc.boolean(),
});

/** Names that meet: the second plural is the first's, and fields of the owner are what a plural may be. */
const models = ['Deal', 'Deals', 'deal_', 'Person'];

function ownerText(isComposite: readonly boolean[], fields: readonly string[]): string {
  return isComposite
    .map((composite, index) => {
      const key = composite ? '  id Int\n  key Int\n  @@id([id, key])\n' : '  id Int @id\n';
      return `model Owner${index} {\n${key}${fields.map((name) => `  ${name} Int?\n`).join('')}}\n`;
    })
    .join('\n');
}

function authorText(related: readonly (readonly Relation[])[], isComposite: readonly boolean[]): string {
  return related
    .map((relations, index) => {
      const model = models[index] ?? '';
      const lines = relations.map((one, at) => fieldLines(one, `${model}${at}`, at, isComposite));
      return `model ${model} {\n  id Int @id\n${lines.join('')}}\n`;
    })
    .join('\n');
}

function fieldLines(one: Relation, unique: string, at: number, isComposite: readonly boolean[]): string {
  const comment = one.opposite ? `  /// @opposite chosen${unique}\n` : '';
  const type = `Owner${one.target}`;
  const name = one.isNamed ? `"N${unique}"` : '';
  const composite = isComposite[one.target] ?? false;
  if (one.shape === 'list' && !composite) {
    return `${comment}  r${at} ${type}[]${name === '' ? '' : ` @relation(${name})`}\n`;
  }
  const mark = one.isOptional ? '?' : '';
  const columns = composite ? [`a${at}`, `b${at}`] : [`a${at}`];
  const scalars = columns.map((column) => `  ${column} Int${mark}\n`).join('');
  const references = composite ? 'id, key' : 'id';
  const unique1 = one.shape === 'one' ? `  @@unique([${columns.join(', ')}])\n` : '';
  const attribute = `${name === '' ? '' : `${name}, `}fields: [${columns.join(', ')}], references: [${references}]${one.onDelete}`;
  return `${scalars}${comment}  r${at} ${type}${mark} @relation(${attribute})\n${unique1}`;
}

describe('one-sided relations, whatever they are', () => {
  const project = fc
    .record({
      isComposite: fc.tuple(fc.boolean(), fc.boolean()),
      fields: fc.subarray(['deals', 'dealsAsR0', 'people', 'chosen', 'deal']),
      related: fc.array(fc.array(relation, { maxLength: 4 }), { minLength: 1, maxLength: models.length }),
    })
    .map(({ isComposite, fields, related }) => ({
      owner: ownerText(isComposite, fields),
      author: authorText(related, isComposite),
      count: related.flat().length,
    }));

  it('are completed so that Prisma accepts them, each with one field on the other side', async () => {
    await fc.assert(
      fc.asyncProperty(project, async ({ owner, author, count }) => {
        const { problems, plan } = await composeTexts(componentsOf({ users: owner, crm: author }));
        expect(problems).toEqual([]);
        const composed = plan.schemaFiles.map(({ text }) => text).join('');
        expect(composed.split('// from "crm"').length - 1).toBe(count);
      }),
      { numRuns: 200 },
    );
  });

  it('are the same text whatever the order of the components', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(project, { minLength: 2, maxLength: 3 }),
        fc.infiniteStream(fc.nat()),
        async (all, random) => {
          const [first, ...others] = all;
          // All relate to the owner's models of the first; model names are made unique by component.
          const authors = others.map(
            ({ author }, index) =>
              [
                `c${index}`,
                author.replaceAll(/\b(Deals|Deal|deal_|Person)(\d?)\b/g, `$1$2x${index}`),
              ] as const,
          );
          const components = componentsOf({ users: first?.owner ?? '', ...Object.fromEntries(authors) });
          const expected = await textsOf(components);
          const shuffled = [...components].sort(() => ((random.next().value ?? 0) % 2 === 0 ? 1 : -1));
          expect(await textsOf(shuffled)).toEqual(expected);
          expect(await textsOf([...components].reverse())).toEqual(expected);
        },
      ),
      { numRuns: 50 },
    );
  });
});

async function textsOf(components: readonly DiscoveredComponent[]): Promise<string[]> {
  const { plan } = await composeTexts(components);
  return plan.schemaFiles.map(({ path, text }) => `${path}\n${text}`);
}
