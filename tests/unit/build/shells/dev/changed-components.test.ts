import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type PipelineReport } from '../../../../../build/pipeline/pipeline.ts';
import { changedComponents } from '../../../../../build/shells/dev/describe-swap.ts';
import { packageFiles, writeFiles } from '../../../../support/package-files.ts';
import { createTempProject, type TempProject } from '../../../../support/temp-project.ts';

describe('changedComponents', () => {
  let project: TempProject;
  let composed: PipelineReport;
  beforeEach(async () => {
    project = createTempProject({
      'tessera.config.json': '{ "componentsDir": "parts", "packages": ["@acme/crm"] }',
      'parts/users/component.json': '{}',
    });
    writeFiles(project, 'node_modules/@acme/crm', packageFiles({ name: '@acme/crm', tessera: {} }));
    composed = await project.run();
  });
  afterEach(() => {
    project.dispose();
  });

  it('names the component that a file is of, wherever that is', () => {
    const files = [
      join('parts', 'users', 'users.module.ts'),
      'node_modules/@acme/crm/dist/index.js',
      'src/main.ts',
    ];
    expect(changedComponents({ files, composed })).toEqual(['crm', 'users']);
  });

  it('names one that went away by its folder', () => {
    expect(changedComponents({ files: ['src/components/deals'], composed })).toEqual(['deals']);
    expect(changedComponents({ files: ['src/components/deals/deal.ts'], composed: undefined })).toEqual([
      'deals',
    ]);
  });
});
