import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { type DiscoveredComponent } from '../../../../../build/model/discovered-component.ts';
import { packSource } from '../../../../../build/use-cases/pack/pack-source.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

const component: DiscoveredComponent = {
  name: 'crm',
  path: 'src/components/crm',
  version: '0.1.0',
  description: '',
  requires: [],
  optional: false,
  schemas: [],
};

describe('packSource', () => {
  let project: TempProject;
  const targets = (one: DiscoveredComponent, dir: string) =>
    Object.fromEntries(packSource(one, dir).files.map(({ file, target }) => [file, target]));
  beforeEach(() => {
    project = createTempProject();
  });
  afterEach(() => {
    project.dispose();
  });

  it('takes all of a folder but its tests', () => {
    for (const file of ['crm.module.ts', 'deals/deal.ts', 'prisma/schema.prisma', 'README.md', 'mail.html']) {
      project.write(`${component.path}/${file}`, '');
    }
    for (const file of ['test/crm.test.ts', 'deals/deal.spec.ts', 'component.json']) {
      project.write(`${component.path}/${file}`, '');
    }

    expect(targets(component, project.dir)).toEqual({
      'README.md': 'README.md',
      'crm.module.ts': 'dist/crm.module.ts',
      'deals/deal.ts': 'dist/deals/deal.ts',
      'mail.html': 'dist/mail.html',
      'prisma/schema.prisma': 'prisma/schema.prisma',
    });
  });

  it('takes sources, schema and documents of a repository, and nothing that makes or tries it', () => {
    for (const file of ['src/index.ts', 'src/mail/mail.html', 'prisma/schema.prisma', 'LICENSE']) {
      project.write(file, '');
    }
    for (const file of ['jest.config.js', 'test/crm.test.ts', 'playground/src/main.ts', '.tessera/x.ts']) {
      project.write(file, '');
    }
    const around = { ...component, package: 'tessera-crm', path: '..' };

    expect(targets(around, join(project.dir, 'playground'))).toEqual({
      LICENSE: 'LICENSE',
      'prisma/schema.prisma': 'prisma/schema.prisma',
      'src/index.ts': 'dist/index.ts',
      'src/mail/mail.html': 'dist/mail/mail.html',
    });
    expect(packSource(around, join(project.dir, 'playground')).home).toBe('../src');
  });
});
