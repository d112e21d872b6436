import { describe, expect, it } from '@jest/globals';
import { partitionNames } from '../../../../../build/postgres/history/partition-names.ts';
import { SchemaHistory } from '../../../../../build/postgres/history/schema-history.ts';
import { readScript } from '../../../../../build/postgres/sql/read-script.ts';

const divided = 'CREATE TABLE r (id int) PARTITION BY LIST (id); CREATE TABLE p PARTITION OF r DEFAULT;';

describe('partitionNames', () => {
  it.each<[what: string, sql: string, names: string[]]>([
    ['made as one', divided, ['p']],
    [
      'attached',
      `${divided} CREATE TABLE s.q (id int); ALTER TABLE r ATTACH PARTITION s.q FOR VALUES IN (1);`,
      ['p', 's.q'],
    ],
    ['detached', `${divided} ALTER TABLE r DETACH PARTITION p;`, []],
    ['dropped', `${divided} DROP TABLE p;`, []],
    ['dropped with its table', `${divided} DROP TABLE r;`, []],
    [
      'dropped with its schema',
      `${divided} CREATE TABLE s.q PARTITION OF r FOR VALUES IN (1); DROP SCHEMA s CASCADE;`,
      ['p'],
    ],
    ['of another name by now', `${divided} ALTER TABLE p RENAME TO q;`, ['q']],
    ['moved into another schema', `${divided} ALTER TABLE p SET SCHEMA s;`, ['s.p']],
    ['gone, and its name that of a table', `${divided} DROP TABLE p; CREATE TABLE p (id int);`, []],
  ])('knows a partition that is %s', async (_, sql, names) => {
    const history = new SchemaHistory('public');
    for (const statement of (await readScript(sql)).statements) history.apply(statement);
    expect(partitionNames(history)).toEqual(names);
  });
});
