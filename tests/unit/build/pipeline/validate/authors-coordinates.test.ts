import { expect, it } from '@jest/globals';
import { composeProject } from '../../../../../build/pipeline/compose/compose-project.ts';
import { composeSchema } from '../../../../../build/pipeline/compose/compose-schema.ts';
import { projectOptionsSchema } from '../../../../../build/config/project-config.ts';
import { inAuthorsCoordinates } from '../../../../../build/pipeline/validate/authors-coordinates.ts';

const config = { ...projectOptionsSchema.parse({}), projectDir: '/project' };
const file = 'src/components/crm/prisma/schema.prisma';
const component = {
  name: 'crm',
  path: 'src/components/crm',
  version: '1.0.0',
  description: '',
  requires: [],
  optional: false,
  schemas: [{ file, text: '// comment\nmodel A {\n  id Int @id\n}\n' }],
};
const plan = composeProject(config, composeSchema(config, [component]), []);

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
