import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { composeComponentSchema } from '../../../../build/pipeline/compose/compose-component-schema.ts';
import { noCache } from '../../../../build/incremental/derive.ts';
import { componentOf } from '../../../support/plan-of.ts';
import { schemaText } from '../../../support/schema-text.ts';

describe('the way back from composed text', () => {
  it('leads every character of the author to its place, with and without inserted lines', () => {
    fc.assert(
      fc.property(
        fc.array(schemaText(), { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        (texts, isMultiSchema) => {
          const schemas = texts.map((text, index) => ({
            file: `src/components/c/prisma/${index}.prisma`,
            text,
          }));
          const component = componentOf('c', schemas);
          const composed = composeComponentSchema(noCache, component, {
            defaultSchema: isMultiSchema ? 'public' : undefined,
            insertions: new Map(),
          });
          const reached = new Set<string>();
          for (let offset = 0; offset < composed.text.length; offset++) {
            const found = composed.sourceAt(offset);
            if (!found || found.source.text[found.offset] !== composed.text[offset]) continue;
            reached.add(`${found.source.file}:${found.offset}`);
          }
          const all = schemas.flatMap(({ file, text }) =>
            [...Array(text.length).keys()].map((at) => `${file}:${at}`),
          );
          expect(all.filter((place) => !reached.has(place))).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
