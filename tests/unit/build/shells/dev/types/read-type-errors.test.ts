import { describe, expect, it } from '@jest/globals';
import { readTypeErrors } from '../../../../../../build/shells/dev/types/read-type-errors.ts';

describe('readTypeErrors', () => {
  it('names file, line, column and component, and keeps what belongs to a message', () => {
    const output = [
      "src/components/crm/crm.service.ts(12,7): error TS2322: Type 'string' is not assignable to type 'number'.",
      "  The expected type comes from property 'age'.",
      "src/main.ts(1,1): error TS2304: Cannot find name 'run'.",
      '',
    ].join('\r\n');
    expect(readTypeErrors(output)).toEqual([
      {
        code: 'TYPES.INVALID',
        severity: 'error',
        component: 'crm',
        message:
          "TS2322: Type 'string' is not assignable to type 'number'.\n  The expected type comes from property 'age'.",
        location: { file: 'src/components/crm/crm.service.ts', line: 12, column: 7 },
      },
      {
        code: 'TYPES.INVALID',
        severity: 'error',
        message: "TS2304: Cannot find name 'run'.",
        location: { file: 'src/main.ts', line: 1, column: 1 },
      },
    ]);
  });

  it('keeps an error that is in no file', () => {
    expect(readTypeErrors("error TS5083: Cannot read file '/x/tsconfig.json'.\n")).toEqual([
      { code: 'TYPES.INVALID', severity: 'error', message: "TS5083: Cannot read file '/x/tsconfig.json'." },
    ]);
  });

  it('reads nothing into other output', () => {
    expect(readTypeErrors('Version 7.0.0\n  indented\n')).toEqual([]);
  });
});
