import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { componentOf, planOf } from '../../../../support/plan-of.ts';
import { type DiscoveredComponent } from '../../../../../build/model/discovered-component.ts';

const names = ['crm', 'billing', 'users', 'notes', 'tags', 'mail'];

/** Each requires and relates to any others, itself, and one that is missing: circles of all sorts. */
const project = fc
  .tuple(...names.map(() => fc.subarray([...names, 'gone'])))
  .map((required) => names.map((name, index) => component(name, required[index] ?? [])));

function component(name: string, required: readonly string[]): DiscoveredComponent {
  const path = `src/components/${name}`;
  const relations = required.map((other) => `  ${other}Id Int\n  ${other} M_${other} ${key(`${other}Id`)}\n`);
  const text = `model M_${name} {\n  id Int @id\n${relations.join('')}}\n`;
  return componentOf(name, [{ file: `${path}/prisma/schema.prisma`, text }], {
    requires: required.map((other, index) => ({
      name: other,
      range: '*',
      location: { file: `${path}/component.json`, line: index + 1, column: 1 },
    })),
    module: { file: `${path}/${name}.module.ts`, className: 'SameModule' },
  });
}

/** A whole composition each. */
const runs = { numRuns: 25 };

const key = (field: string) => `@relation(fields: [${field}], references: [id])`;

const shuffled = <Value>(values: readonly Value[]) =>
  fc.shuffledSubarray([...values], { minLength: values.length, maxLength: values.length });

const compose = (components: readonly DiscoveredComponent[]) => planOf(components, ['1_first', '2_second']);

describe('a plan', () => {
  it('is the same, problems and all, whatever order the folders are listed in', () => {
    fc.assert(
      fc.property(
        project.chain((components) => fc.tuple(fc.constant(components), shuffled(components))),
        ([components, listed]) => {
          expect(compose(listed)).toEqual(compose(components));
        },
      ),
      runs,
    );
  });

  it('mounts and seeds in the order of the graph, whatever order the manifests list requirements in', () => {
    const acyclic = project.map((components) =>
      components.map((one, index) => ({
        ...one,
        requires: one.requires.filter(({ name }) => names.indexOf(name) < index && name !== 'gone'),
      })),
    );
    const rewritten = acyclic.chain((components) =>
      fc.tuple(
        fc.constant(components),
        fc
          .tuple(...components.map((one) => shuffled(one.requires).map((requires) => ({ ...one, requires }))))
          .chain(shuffled),
      ),
    );
    fc.assert(
      fc.property(rewritten, ([components, listed]) => {
        const mounted = mountOrder(listed);
        expect(mounted).toEqual(mountOrder(components));
        for (const { name, requires } of components) {
          for (const required of requires) {
            expect(mounted.indexOf(required.name)).toBeLessThan(mounted.indexOf(name));
          }
        }
      }),
      runs,
    );
  });
});

/** As the registry has it, which the application mounts by and prisma/seed.ts seeds by. */
function mountOrder(components: readonly DiscoveredComponent[]): string[] {
  const [registry] = compose(components).registryFiles;
  return [...(registry?.text ?? '').matchAll(/\{ name: "([^"]+)"/g)].map(([, name = '']) => name);
}
