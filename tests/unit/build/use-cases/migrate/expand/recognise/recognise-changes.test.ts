import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Answers,
  noAnswers,
} from '../../../../../../../build/use-cases/migrate/expand/recognise/answers.ts';
import { recogniseChanges } from '../../../../../../../build/use-cases/migrate/expand/recognise/recognise-changes.ts';
import {
  type ColumnShape,
  type TableShape,
} from '../../../../../../../build/use-cases/migrate/expand/recognise/table-shape.ts';

const column = (name: string, more: Partial<ColumnShape> = {}): ColumnShape => ({
  name,
  type: 'text',
  isRequired: false,
  default: null,
  isGenerated: false,
  ...more,
});
const table = (
  name: string,
  columns: readonly ColumnShape[],
  more: Partial<TableShape> = {},
): TableShape => ({
  schema: 'public',
  name,
  columns: [column('id', { type: 'integer', isRequired: true }), ...columns],
  key: ['id'],
  indexes: [],
  references: [],
  ...more,
});
const at = { schema: 'public', table: 'User' };
const answers = (more: Partial<Answers>): Answers => ({ ...noAnswers, ...more });
const look = (before: TableShape[], after: TableShape[], more: Partial<Answers> = {}) => {
  const { changes, questions, problems } = recogniseChanges(before, after, answers(more));
  return {
    changes,
    choices: questions.map((one) => one.choices),
    problems: problems.map(({ code, column: name }) => [code, name]),
  };
};
const nothing = { changes: [], choices: [], problems: [] };

describe('what the running version would not survive', () => {
  it('is never guessed: a column that is gone may be renamed, split off or dropped', () => {
    const before = [table('User', [column('name'), column('age', { type: 'integer' })])];
    const after = [
      table('User', [column('fullName'), column('flag', { type: 'boolean' })]),
      table('Profile', [column('age', { type: 'integer' })]),
    ];
    expect(look(before, after)).toEqual({
      changes: [],
      choices: [
        ['--rename User.name:fullName', '--drop User.name'],
        ['--rename User.age:fullName', '--split User:Profile', '--drop User.age'],
      ],
      problems: [],
    });
  });

  it('is a move when the user says so, a new name of the column when the type is another one', () => {
    const before = [table('User', [column('name', { isRequired: true }), column('n', { type: 'integer' })])];
    const after = [
      table('User', [column('fullName', { isRequired: true }), column('n', { type: 'bigint' })]),
    ];
    const { changes } = look(before, after, { renames: [{ ...at, from: 'name', to: 'fullName' }] });
    expect(changes).toMatchObject([
      { kind: 'move', from: 'name', to: 'fullName', isRequired: true, fill: null, key: ['id'] },
      { kind: 'move', from: 'n', to: 'n_bigint', fromType: 'integer', toType: 'bigint' },
    ]);
  });

  it('needs SQL where values could not be converted, or are missing', () => {
    const before = [table('User', [column('a'), column('b')])];
    const after = [
      table('User', [
        column('a', { type: 'integer' }),
        column('b', { isRequired: true }),
        column('c', { isRequired: true }),
      ]),
    ];
    const needed = ['a', 'b', 'c'].map((name) => ['EXPAND.NEEDS_FILL', name]);
    expect(look(before, after)).toEqual({ ...nothing, problems: needed });
    const fills = ['a', 'b', 'c'].map((name) => ({ ...at, column: name, sql: '1' }));
    expect(look(before, after, { fills }).changes).toMatchObject([
      { kind: 'move', from: 'a', to: 'a_integer', fill: '1' },
      { kind: 'require', column: 'b', fill: '1' },
      { kind: 'require', column: 'c', fill: '1' },
    ]);
  });

  it('is nothing where the database fills a new column itself, or the column may be empty', () => {
    const more = [
      column('a'),
      column('b', { isRequired: true, default: '0' }),
      column('c', { isRequired: true, isGenerated: true }),
    ];
    expect(look([table('User', [])], [table('User', more)])).toEqual(nothing);
  });

  it('keeps what the running version cannot do without filled in rows of the next one', () => {
    const before = [table('User', [column('name', { isRequired: true })])];
    const drops = [{ ...at, column: 'name' }];
    const back = [{ ...at, column: 'name', sql: `''` }];
    expect(look(before, [table('User', [])], { drops }).problems).toEqual([['EXPAND.NEEDS_FILL', undefined]]);
    expect(look(before, [table('User', [])], { drops, backs: back }).changes).toMatchObject([{ back: `''` }]);
    const renames = [{ ...at, from: 'name', to: 'nick' }];
    expect(look(before, [table('User', [column('nick')])], { renames }).problems).toEqual([
      ['EXPAND.UNSUPPORTED', 'nick'],
    ]);
  });

  it('does not double keys, references and counters', () => {
    const reference = {
      columns: ['userId'],
      table: 'User',
      schema: 'public',
      referenced: ['id'],
      isCascading: true,
    };
    const before = [
      table('User', [column('nr', { type: 'integer', isGenerated: true })]),
      table('Post', [column('userId', { type: 'integer' })], { references: [reference] }),
    ];
    const widen = (one: TableShape) => ({
      ...one,
      columns: one.columns.map((each) => ({ ...each, type: 'bigint' })),
    });
    expect(look(before, before.map(widen)).problems).toEqual([
      ['EXPAND.UNSUPPORTED', 'id'],
      ['EXPAND.UNSUPPORTED', 'nr'],
      ['EXPAND.UNSUPPORTED', 'id'],
      ['EXPAND.UNSUPPORTED', 'userId'],
    ]);
  });

  it('splits only one row into one, with what goes when the row goes', () => {
    const before = [table('User', [column('city')])];
    const reference = {
      columns: ['id'],
      table: 'User',
      schema: 'public',
      referenced: ['id'],
      isCascading: true,
    };
    const split = (more: Partial<TableShape>, city: Partial<ColumnShape> = {}) =>
      look(
        before,
        [table('User', []), table('Address', [column('city', city)], { references: [reference], ...more })],
        {
          splits: [{ ...at, into: 'Address', intoSchema: 'public' }],
        },
      );
    expect(split({}).changes).toEqual([
      {
        kind: 'split',
        table: { schema: 'public', name: 'User' },
        into: { schema: 'public', name: 'Address' },
        on: [{ from: 'id', to: 'id' }],
        columns: [{ from: 'city', to: 'city', isRequired: false }],
        fills: [],
      },
    ]);
    const refused = { changes: [], choices: [], problems: [['EXPAND.UNSUPPORTED', undefined]] };
    expect(split({ references: [] })).toEqual(refused);
    expect(split({ references: [{ ...reference, isCascading: false }] })).toEqual(refused);
    expect(split({ key: ['city'] })).toEqual(refused);
    expect(split({}, { isRequired: true })).toEqual(refused);
    expect(split({}, { type: 'integer' })).toEqual(refused);
  });

  it('asks for the new name of a table, and looks at its columns under it', () => {
    const before = [table('User', [column('name')])];
    const after = [table('Person', [column('name')])];
    expect(look(before, after).choices).toEqual([['--rename User:Person']]);
    expect(look(before, after, { tableRenames: [{ schema: 'public', from: 'User', to: 'Person' }] })).toEqual(
      {
        ...nothing,
        changes: [{ kind: 'rename-table', table: { schema: 'public', name: 'Person' }, from: 'User' }],
      },
    );
  });

  it('loses no column: each one that is gone is a change, a question or a problem', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'));
    const type = fc.constantFrom('text', 'integer', 'bigint');
    fc.assert(
      fc.property(names, names, type, type, fc.boolean(), (old, now, from, to, isRequired) => {
        const before = [
          table(
            'User',
            old.map((name) => column(name, { type: from })),
          ),
        ];
        const after = [
          table(
            'User',
            now.map((name) => column(name, { type: to, isRequired })),
          ),
        ];
        const found = recogniseChanges(before, after, noAnswers);
        for (const name of old.filter((one) => !now.includes(one) || from !== to)) {
          const told = [
            ...found.changes.map((one) => (one.kind === 'move' ? one.from : '')),
            ...[...found.questions, ...found.problems].map((one) => one.column),
          ];
          expect(told).toContain(name);
        }
        expect(found.changes.every(({ kind }) => kind === 'move')).toBe(true);
      }),
    );
  });
});
