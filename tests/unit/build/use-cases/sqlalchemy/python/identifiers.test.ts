import { expect, it } from '@jest/globals';
import {
  attributeName,
  className,
  Names,
} from '../../../../../../build/use-cases/sqlalchemy/python/identifiers.ts';

it.each([
  ['createdAt', 'created_at'],
  ['userID', 'user_id'],
  ['HTMLPage', 'html_page'],
  ['iso8601Date', 'iso8601_date'],
  ['snake_case', 'snake_case'],
  ['X', 'x'],
])('calls the attribute of %s %s', (field, attribute) => {
  expect(attributeName(field)).toBe(attribute);
});

it.each([
  ['PrintJob', 'PrintJob'],
  ['print_job', 'PrintJob'],
  ['printJob', 'PrintJob'],
  ['Print_job2', 'PrintJob2'],
])('calls the class of %s %s', (model, name) => {
  expect(className(model)).toBe(name);
});

it('gives names that mean something in Python or SQLAlchemy an underscore', () => {
  const names = Names.ofClass();
  expect(['class', 'metadata', 'str', 'date'].map((name) => names.take(name))).toEqual([
    'class_',
    'metadata_',
    'str_',
    'date',
  ]);
  expect(Names.ofModule().take('Base')).toBe('Base_');
  expect(Names.ofEnum().take('None')).toBe('None_');
});

it('tells names apart that become the same', () => {
  const names = Names.ofClass();
  expect([names.take('user_id'), names.take('user_id'), names.take('user_id')]).toEqual([
    'user_id',
    'user_id_',
    'user_id__',
  ]);
});
