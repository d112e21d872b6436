import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { choosePart } from '../../../../../build/shells/dev/choose-part.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

describe('choosePart', () => {
  let project: TempProject;
  beforeAll(() => {
    const model = (name: string) => `model ${name} {\n  id Int @id\n}\n`;
    project = createTempProject({
      'src/components/users/prisma/schema.prisma': model('User'),
      'src/components/crm/prisma/schema.prisma': model('Deal'),
      'src/components/crm/component.json': '{ "requires": { "users": "*" } }',
      'src/components/files/prisma/schema.prisma': model('File'),
      'src/components/old/prisma/schema.prisma': model('Old'),
      'components.lock.json': JSON.stringify({
        lockVersion: 1,
        components: { old: { state: 'retired', version: '1.0.0', hash: '', tables: [], enums: [] } },
      }),
    });
  });
  afterAll(() => {
    project.dispose();
  });

  it('adds what the named components require', async () => {
    const part = { asked: ['crm'], mounted: ['crm', 'users'], of: 3 };
    expect(await choosePart(project.dir, 'crm')).toEqual(part);
    expect(await choosePart(project.dir, ' files , users ')).toMatchObject({ mounted: ['files', 'users'] });
  });

  it('refuses every name it does not know, with the nearest one', async () => {
    expect(await choosePart(project.dir, 'crn,warehouse,users')).toEqual({
      refusal:
        '--only: there is no component "crn". Did you mean "crm"?\n' +
        '--only: there is no component "warehouse". There are: crm, files, users.',
    });
  });

  it('refuses a retired component, whose folder may still be there', async () => {
    expect(await choosePart(project.dir, 'old')).toEqual({
      refusal: '--only: component "old" is retired. Bring it back first: tessera component restore old',
    });
  });
});
