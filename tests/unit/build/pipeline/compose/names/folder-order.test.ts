import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composeProject } from '../../../../../../build/pipeline/compose/compose-project.ts';
import { composeSchema } from '../../../../../../build/pipeline/compose/compose-schema.ts';
import { projectOptionsSchema } from '../../../../../../build/config/project-config.ts';
import { formatDiagnostic } from '../../../../../../build/diagnostics/format-diagnostic.ts';
import { sortDiagnostics } from '../../../../../../build/diagnostics/sort-diagnostics.ts';
import { type DiscoveredComponent } from '../../../../../../build/model/discovered-component.ts';

const config = { ...projectOptionsSchema.parse({}), projectDir: '/project' };
const fixtures = join(import.meta.dirname, '../../../../../fixtures/projects');
const cases = ['duplicate-names', 'duplicate-tables', 'duplicate-constraints', 'client-name-clashes'];

function readComponents(fixture: string): DiscoveredComponent[] {
  return readdirSync(join(fixtures, fixture, 'src/components')).map((name) => {
    const file = `src/components/${name}/prisma/schema.prisma`;
    return {
      name,
      path: `src/components/${name}`,
      version: '1.0.0',
      description: '',
      requires: [],
      optional: false,
      schemas: [{ file, text: readFileSync(join(fixtures, fixture, file), 'utf8') }],
    };
  });
}

function textOf(components: readonly DiscoveredComponent[]): string {
  const { diagnostics } = composeProject(config, composeSchema(config, components), []);
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
        const components = own.map((name): DiscoveredComponent => ({
          name,
          path: `src/components/${name}`,
          version: '1.0.0',
          description: '',
          requires: [],
          optional: false,
          schemas: [
            { file: `${name}.prisma`, text: `model Own_${name}_x {\n  id Int @id\n  at Int @unique\n}\n` },
          ],
        }));
        expect(textOf(components)).toBe('');
      }),
    );
  });
});
