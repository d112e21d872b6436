import { describe, expect, it } from '@jest/globals';
import { type Diagnostic } from '../../../../build/diagnostics/diagnostic.ts';
import { formatGithub } from '../../../../build/diagnostics/format-github.ts';
import { formatSarif } from '../../../../build/diagnostics/format-sarif.ts';

const diagnostic: Diagnostic = {
  code: 'SCHEMA.DUPLICATE_NAME',
  severity: 'error',
  component: 'crm',
  message: '100% twice\r\n::error::not a command',
  hint: 'Rename one.',
  location: { file: 'src/a,b:c/größe 1.prisma', line: 3, column: 7, length: 4 },
  related: [{ component: 'users', message: 'model "User"', file: 'src/users.prisma', line: 9, column: 1 }],
};
const warning: Diagnostic = { code: 'COMPONENT.EMPTY', severity: 'warning', message: 'Empty.' };
const same = (file: string) => file;

describe('formatGithub', () => {
  it('is one command a line, with everything escaped that could end it', () => {
    expect(formatGithub([diagnostic, warning], same)).toBe(
      [
        '::error file=src/a%2Cb%3Ac/größe 1.prisma,line=3,endLine=3,col=7,endColumn=11,title=SCHEMA.DUPLICATE_NAME::' +
          '100%25 twice%0D%0A::error::not a command%0Aand model "User": src/users.prisma:9:1%0Ahint: Rename one.' +
          '%0Amore: docs/diagnostics.md#schemaduplicate_name',
        '::notice file=src/users.prisma,line=9,endLine=9,col=1,endColumn=2,title=SCHEMA.DUPLICATE_NAME::' +
          'model "User": 100%25 twice%0D%0A::error::not a command',
        '::warning title=COMPONENT.EMPTY::Empty.%0Amore: docs/diagnostics.md#componentempty',
        '',
      ].join('\n'),
    );
  });
});

describe('formatSarif', () => {
  it('has rules, results, places and related places', () => {
    const log: unknown = JSON.parse(
      formatSarif([diagnostic, warning], (file) => `apps/one/${file}`, '1.2.3'),
    );
    expect(log).toEqual({
      version: '2.1.0',
      $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
      runs: [
        {
          tool: {
            driver: {
              name: 'tessera',
              semanticVersion: '1.2.3',
              rules: [
                {
                  id: 'COMPONENT.EMPTY',
                  shortDescription: { text: 'COMPONENT.EMPTY' },
                  help: { text: 'Explained in docs/diagnostics.md#componentempty.' },
                },
                {
                  id: 'SCHEMA.DUPLICATE_NAME',
                  shortDescription: { text: 'SCHEMA.DUPLICATE_NAME' },
                  help: { text: 'Explained in docs/diagnostics.md#schemaduplicate_name.' },
                },
              ],
            },
          },
          columnKind: 'utf16CodeUnits',
          results: [
            {
              ruleId: 'SCHEMA.DUPLICATE_NAME',
              ruleIndex: 1,
              level: 'error',
              message: { text: `${diagnostic.message}\nRename one.` },
              locations: [place('apps/one/src/a%2Cb%3Ac/gr%C3%B6%C3%9Fe%201.prisma', 3, 7, 11)],
              relatedLocations: [
                { id: 1, message: { text: 'model "User"' }, ...place('apps/one/src/users.prisma', 9, 1, 2) },
              ],
            },
            {
              ruleId: 'COMPONENT.EMPTY',
              ruleIndex: 0,
              level: 'warning',
              message: { text: 'Empty.' },
              locations: [],
              relatedLocations: [],
            },
          ],
        },
      ],
    });
  });
});

function place(uri: string, line: number, startColumn: number, endColumn: number) {
  return {
    physicalLocation: {
      artifactLocation: { uri, uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn, endLine: line, endColumn },
    },
  };
}
