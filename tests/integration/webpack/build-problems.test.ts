import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Stats } from 'webpack';
import { type Diagnostic } from '../../../build/diagnostics/diagnostic.ts';
import { diagnosticsOfErrors } from '../../../build/shells/webpack/tap-after-compile-to-report-problems.ts';
import { createPluginProject, errorsOf } from './plugin-project.ts';

const folder = 'src/components/broken';
const files: Readonly<Record<string, string>> = {
  'broken.module.ts': `import { Module } from '@nestjs/common';
import { Read } from './syntax.ts'; import { missing } from './missing.ts';
import pad from 'left-pad';
import { hidden } from '@nestjs/common/hidden.js';
import { open } from 'node:fz';
import data from './data.json';
import { twice } from './twice.ts';
import { known, unknown } from './exports.ts'; import './picture.svg';
@Module({ providers: [Read, missing, pad, hidden, open, data, twice, known, unknown] })
export class BrokenModule {}
`,
  'syntax.ts': "// ünïcode\nexport const a = 'ä' + = 3;\n\texport const Read = 1;\n",
  'exports.ts': 'export const known = 1;\n',
  'picture.svg': '<svg xmlns="http://www.w3.org/2000/svg"></svg>\n',
  'data.json': '{ "a": 1,\n  "b": 2,, }\n',
  'twice.ts':
    'interface Gone {\n  x: 1;\n}\nexport const twice: number = 1;\nexport const twice: number = 2;\n',
};

describe('what webpack and its loaders refuse', () => {
  let project: ReturnType<typeof createPluginProject>;
  let stats: Stats;
  beforeAll(async () => {
    project = createPluginProject();
    for (const [file, text] of Object.entries(files)) project.write(`${folder}/${file}`, text);
    stats = await project.build();
  });
  afterAll(() => {
    project.remove('');
  });
  const found = (): readonly Diagnostic[] => diagnosticsOfErrors(stats.compilation.errors) ?? [];

  it.each([
    ['syntax.ts', 2, 24, 'BUILD.SYNTAX', 'Expression expected'],
    ['data.json', 2, 10, 'BUILD.SYNTAX', 'This is no JSON: property name expected.'],
    ['twice.ts', 5, 14, 'BUILD.SYNTAX', "Identifier 'twice' has already been declared."],
    [
      'broken.module.ts',
      2,
      62,
      'BUILD.IMPORT_NOT_FOUND',
      `"./missing.ts" is not there: this project has no file ${folder}/missing.ts.`,
    ],
    ['broken.module.ts', 3, 18, 'BUILD.IMPORT_NOT_FOUND', 'Package "left-pad" is not installed.'],
    [
      'broken.module.ts',
      4,
      25,
      'BUILD.IMPORT_NOT_FOUND',
      'Package "@nestjs/common" is installed, but has nothing to import as "@nestjs/common/hidden.js".',
    ],
    ['broken.module.ts', 5, 23, 'BUILD.IMPORT_NOT_FOUND', 'Node has no module "node:fz".'],
    ['picture.svg', 1, 1, 'BUILD.MODULE_FAILED', 'Unexpected token (1:0)'],
  ])("is told in the author's file: %s:%d:%d %s", (file, line, column, code, message) => {
    expect(found()).toContainEqual(
      expect.objectContaining({
        code,
        message,
        severity: 'error',
        component: 'broken',
        location: expect.objectContaining({ file: `${folder}/${file}`, line, column }),
      }),
    );
  });

  it('is a warning where only a name is missing', () => {
    expect(diagnosticsOfErrors(stats.compilation.warnings)).toMatchObject([
      {
        code: 'BUILD.EXPORT_NOT_FOUND',
        severity: 'warning',
        message: '"./exports.ts" exports no "unknown".',
        location: { file: `${folder}/broken.module.ts`, line: 8, column: 17 },
      },
    ]);
  });

  it('is printed like every diagnostic: no stack, no absolute path, the lines of the file', () => {
    const text = errorsOf(stats);
    expect(stats.compilation.errors).toHaveLength(8);
    expect(text).toMatch(/> 2 \| export const a = 'ä' \+ = 3;\n +\| +\^/);
    expect(text).not.toContain(project.dir);
    expect(text).not.toMatch(/Caused by|Stack backtrace|You may need|^ +at /m);
  });
});
