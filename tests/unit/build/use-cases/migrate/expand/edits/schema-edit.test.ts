import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  editSchema,
  hasForm,
  type SchemaEdit,
} from '../../../../../../../build/use-cases/migrate/expand/edits/schema-edit.ts';

const text = `model Other {
  name String
}

model User {
  id   Int    @id
  name String
}
`;
const edit: SchemaEdit = {
  file: 'users.prisma',
  model: 'User',
  original: '  name String',
  between: '  name String?',
  final: '  name String @map("n")',
};
const added: SchemaEdit = {
  ...edit,
  original: null,
  between: '  old Int? @ignore // until contract',
  final: null,
};

describe('lines of an author’s model', () => {
  it('are changed in their model only, and put at its end', () => {
    const between = editSchema(text, [edit, added], 'original', 'between');
    expect(between).toEqual({
      missing: [],
      text: text.replace(/( {2}name String)\n}\n$/, '$1?\n  old Int? @ignore // until contract\n}\n'),
    });
    expect(editSchema(between.text, [edit, added], 'between', 'final')).toEqual({
      missing: [],
      text: text.replace(/( {2}name String)\n}\n$/, '$1 @map("n")\n}\n'),
    });
  });

  it('are found however `prisma format` has aligned them, and missed when somebody changed them', () => {
    const formatted = editSchema(text, [edit], 'original', 'between').text.replace(
      'name String?',
      'name   String?',
    );
    expect(hasForm(formatted, edit, 'between')).toBe(true);
    expect(editSchema(formatted.replace('String?', 'Int?'), [edit], 'between', 'final').missing).toEqual([
      edit,
    ]);
    expect(editSchema('model Gone {\n}\n', [added], 'original', 'between').missing).toEqual([added]);
  });

  it('come and go without a trace, whatever stands around them', () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    const line = fc.oneof(
      word.map((name) => `  f_${name} Int // { "${name}`),
      fc.constant('  // }'),
      fc.constant(''),
    );
    fc.assert(
      fc.property(fc.array(line), fc.array(line), fc.constantFrom('\n', '\r\n'), (before, after, end) => {
        const source = ['model User {', ...before, '  name String', ...after, '}', ''].join(end);
        const { text: between, missing } = editSchema(source, [edit, added], 'original', 'between');
        expect(missing).toEqual([]);
        expect(between).not.toBe(source);
        const back = { ...edit, final: edit.original };
        expect(editSchema(between, [back, added], 'between', 'final').text).toBe(source);
      }),
    );
  });
});
