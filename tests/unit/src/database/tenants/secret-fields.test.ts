import { describe, expect, it } from '@jest/globals';
import { rowKey } from '../../../../../src/database/tenants/row-key.ts';
import { secretFields } from '../../../../../src/database/tenants/secret-fields.ts';

describe('secretFields', () => {
  it('are those that are marked, above or behind, and no others', () => {
    const body = `
      id   String @id
      /// What it is worth. @secret
      pin  String
      /// @secret
      // a note of the author's
      seed String? @db.VarChar(20)
      name String
      iban String /// @secret
      note String /// tells a @secretary
      /// The secret of success.
      motto String`;
    expect(secretFields(body)).toEqual(['pin', 'seed', 'iban']);
  });

  it.each([
    'password',
    'passwordHash',
    'clientSecret',
    'secret_hash',
    'privateKey',
    'api_key',
    'token',
    'accessToken',
  ])('are known by a name such as %s', (name) => {
    expect(secretFields(`  ${name} String`)).toEqual([name]);
  });

  it.each(['passenger', 'tokenized', 'keyword', 'hash'])('are not %s', (name) => {
    expect(secretFields(`  ${name} String`)).toEqual([]);
  });
});

describe('rowKey', () => {
  it.each([
    ['  id String @id @default(uuid())\n  slug String @unique', { name: 'id', fields: ['id'] }],
    ['  a String\n  b Int\n  @@id([a, b])', { name: 'a_b', fields: ['a', 'b'] }],
    [
      '  a String\n  b Int\n  @@id(fields: [a, b(sort: Desc)], name: "both")',
      { name: 'both', fields: ['a', 'b'] },
    ],
    ['  a String @unique\n  b Int', { name: 'a', fields: ['a'] }],
    ['  a String\n  b Int\n  @@unique([b, a], map: "x")', { name: 'b_a', fields: ['b', 'a'] }],
  ])('of %j', (body, key) => {
    expect(rowKey('Model', body)).toEqual(key);
  });

  it('is missing in what is no model', () => {
    expect(() => rowKey('View', '  a String')).toThrow(
      "The key of View was not found in the client's schema",
    );
  });
});
