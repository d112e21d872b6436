import { describe, expect, it } from '@jest/globals';
import { externalNames, schemasOf } from '../../../../../build/pipeline/lock/external-names.ts';
import { type LockEntry } from '../../../../../build/pipeline/lock/lock-file.ts';

const entry = (state: LockEntry['state'], tables: string[], enums: string[] = []): LockEntry => ({
  state,
  version: '1.0.0',
  hash: '',
  tables,
  enums,
});

describe('externalNames', () => {
  it('names what retired components own, in every schema it may be in, and nothing else', () => {
    const lock = new Map([
      ['a', entry('retired', ['Deal', 'crm.Lead'], ['Kind'])],
      ['b', entry('disabled', ['User'])],
      ['c', entry('purged', ['Gone'], ['GoneKind'])],
      ['d', entry('enabled', ['Post'])],
    ]);
    expect(externalNames(lock, ['public', 'app'])).toEqual({
      tables: ['app.Deal', 'app.crm.Lead', 'crm.Lead', 'public.Deal', 'public.crm.Lead'],
      enums: ['app.Kind', 'public.Kind'],
    });
  });
});

describe('schemasOf', () => {
  it.each([
    [undefined, ['base', 'public']],
    ['postgresql://u@h/d', ['base', 'public']],
    ['postgresql://u@h/d?schema=app', ['base', 'app']],
    ['postgresql://u@h/d?schema=base', ['base']],
  ])('of %s', (url, schemas) => {
    expect(schemasOf(url, 'base')).toEqual(schemas);
  });
});
