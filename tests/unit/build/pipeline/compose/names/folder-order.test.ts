import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatDiagnostic } from '../../../../../../build/diagnostics/format-diagnostic.ts';
import { sortDiagnostics } from '../../../../../../build/diagnostics/sort-diagnostics.ts';
import { componentOf, planOf } from '../../../../../support/plan-of.ts';
import { type DiscoveredComponent } from '../../../../../../build/model/discovered-component.ts';

const fixtures = join(import.meta.dirname, '../../../../../fixtures/projects');
const cases = ['duplicate-names', 'duplicate-tables', 'duplicate-constraints', 'client-name-clashes'];

function readComponents(fixture: string): DiscoveredComponent[] {
  return readdirSync(join(fixtures, fixture, 'src/components')).map((name) => {
    const file = `src/components/${name}/prisma/schema.prisma`;
    return componentOf(name, [{ file, text: readFileSync(join(fixtures, fixture, file), 'utf8') }]);
  });
}

function textOf(components: readonly DiscoveredComponent[]): string {
  const { diagnostics } = planOf(components);
  return sortDiagnostics(diagnostics)
    .map((one) => formatDiagnostic(one, { color: false, readSource: () => undefined }))
    .join('\n');
}

describe('diagnostics about names', () => {
  it.each(cases)('%s: the same text whatever the order of the folders', (fixture) => {
    const components = readComponents(fixture);
    const expected = textOf(components);
    expect(expected).toContain('error SCHEMA.');
    fc.assert(
      fc.property(
        fc.shuffledSubarray(components, { minLength: components.length, maxLength: components.length }),
        (shuffled) => {
          expect(textOf(shuffled)).toBe(expected);
        },
      ),
    );
  });

  it('says nothing about schemas without clashes, however many', () => {
    const names = fc.uniqueArray(fc.stringMatching(/^[a-z]{3,8}$/), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(names, (own) => {
        const components = own.map((name) =>
          componentOf(name, [
            { file: `${name}.prisma`, text: `model Own_${name}_x {\n  id Int @id\n  at Int @unique\n}\n` },
          ]),
        );
        expect(textOf(components)).toBe('');
      }),
    );
  });
});
