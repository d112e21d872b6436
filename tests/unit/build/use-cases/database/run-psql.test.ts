import { describe, expect, it } from '@jest/globals';
import { forPsql } from '../../../../../build/use-cases/database/run-psql.ts';

describe('the address for psql', () => {
  it('shows no password to other users of the machine', () => {
    expect(forPsql('postgresql://me:p%40ss@127.0.0.1:5000/db')).toEqual({
      address: 'postgresql://me@127.0.0.1:5000/db',
      password: 'p@ss',
    });
  });

  it('leaves out what only Prisma knows', () => {
    const { address } = forPsql('postgresql://me@host/db?schema=crm&sslmode=require&connection_limit=3');

    expect(address).toBe('postgresql://me@host/db?sslmode=require');
  });
});
