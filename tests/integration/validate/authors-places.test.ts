import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Diagnostic } from '../../../build/diagnostics/diagnostic.ts';
import { lineStarts } from '../../../build/diagnostics/text-position.ts';
import { type DiscoveredComponent } from '../../../build/model/discovered-component.ts';
import { type PrismaLint, loadPrismaLint } from '../../../build/pipeline/validate/prisma-lint.ts';
import { componentOf, planOf } from '../../support/plan-of.ts';
import { validatePlan } from '../../../build/pipeline/validate/validate-plan.ts';

let lint: PrismaLint;
beforeAll(async () => {
  lint = await loadPrismaLint();
});

function component(name: string, texts: readonly string[]): DiscoveredComponent {
  return componentOf(
    name,
    texts.map((text, index) => ({ file: `src/components/${name}/prisma/${index}.prisma`, text })),
  );
}

function validate(components: readonly DiscoveredComponent[]): Diagnostic[] {
  return validatePlan(planOf(components), lint);
}

/** What stands at the place of a diagnostic in the author's text. */
function pointedAt(components: readonly DiscoveredComponent[], { location }: Diagnostic): string {
  const source = components.flatMap(({ schemas }) => schemas).find(({ file }) => file === location?.file);
  if (!source || !location) return '';
  const start = (lineStarts(source.text)[location.line - 1] ?? 0) + location.column - 1;
  return source.text.slice(start, start + (location.length ?? 1));
}

/** A file with models whose field has a type nobody declares, and things the composer leaves out or adds to. */
const file = fc.record({
  before: fc.constantFrom(
    '',
    '\n\n',
    '// first\n',
    'datasource db {\n  provider = "sqlite"\n}\n',
    'generator g {}\n',
  ),
  closing: fc.constantFrom('\n}', '\n\n  }'),
  schema: fc.constantFrom('', '\n  @@schema("billing")', '\n  /// @@schema("no")\n'),
  after: fc.constantFrom('', '\n', '\n// größe 😀\n'),
});
const project = fc
  .uniqueArray(fc.stringMatching(/^[a-z]{2,5}$/), { minLength: 1, maxLength: 4 })
  .chain((names) =>
    fc.tuple(
      ...names.map((name) => fc.tuple(fc.constant(name), fc.array(file, { minLength: 1, maxLength: 3 }))),
    ),
  );

describe('what Prisma refuses', () => {
  it('is told at the author’s place, all of it, whatever was reordered, left out or added', () => {
    fc.assert(
      fc.property(project, (parts) => {
        const components = parts.map(([name, files]) =>
          component(
            name,
            files.map(({ before, closing, schema, after }, index) => {
              const own = `${name}${index}`;
              return `${before}model M${own} {\n  id Int @id /* 😀 */\n  x  Missing_${own}${schema}${closing}${after}`;
            }),
          ),
        );
        const found = validate(components);
        const expected = parts.flatMap(([name, files]) => files.map((_, index) => `Missing_${name}${index}`));
        expect(found.map((one) => pointedAt(components, one)).sort()).toEqual(expected.sort());
        for (const { code, message, component: owner, location } of found) {
          expect(code).toBe('SCHEMA.INVALID');
          expect(location?.file).toContain(`src/components/${owner ?? '-'}/`);
          expect(message).not.toContain('prisma/schema/');
          expect(message).not.toContain('\u001b');
        }
      }),
      { numRuns: 60 },
    );
  });

  it('about a line we wrote is told at the block it was written for', () => {
    const components = [
      component('billing', ['model Bill {\n  id Int @id\n\n  @@schema("billing")\n}\n']),
      component('users', ['// first\nenum Role {\n  @@schema\n}\n']),
    ];
    const found = validate(components);
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) expect(one.location?.file).toBe('src/components/users/prisma/0.prisma');
  });
});
