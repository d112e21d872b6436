import { expect, it } from '@jest/globals';
import { componentOf, planOf } from '../../../../support/plan-of.ts';
import { inAuthorsCoordinates } from '../../../../../build/pipeline/validate/authors-coordinates.ts';

const file = 'src/components/crm/prisma/schema.prisma';
const plan = planOf([componentOf('crm', [{ file, text: '// comment\nmodel A {\n  id Int @id\n}\n' }])]);

it('turns composed places into the author’s, relative and absolute ones', () => {
  const message = 'error: no\n  -->  prisma/schema/crm.prisma:6\nand /project/prisma/schema/crm.prisma:5';
  expect(inAuthorsCoordinates(message, plan)).toEqual({
    message: `error: no\n  -->  ${file}:3\nand ${file}:2`,
    location: { file, line: 3, column: 3, length: 1 },
  });
});

it('leaves a message without places as it is', () => {
  expect(inAuthorsCoordinates('The disk is full.', plan)).toEqual({ message: 'The disk is full.' });
});
