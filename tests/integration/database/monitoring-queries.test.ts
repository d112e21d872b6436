import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useTestDatabase } from '../../../src/database/test-utils/index.ts';

const page = 'docs/maintainers/monitoring-the-database.md';

describe('the queries of the page on monitoring the database', () => {
  const database = useTestDatabase();
  let statements: string[];
  beforeAll(async () => {
    const text = await readFile(page, 'utf8');
    statements = [...text.matchAll(/```sql\n(.*?)```/gs)]
      .flatMap(([, block = '']) => block.split(/;$/m))
      .map((statement) => statement.trim())
      .filter(Boolean);
  });

  it('are accepted by PostgreSQL', async () => {
    const client = new Client(database.url);
    await client.connect();
    try {
      // Rolled back: a role belongs to the whole server.
      await client.query('BEGIN');
      for (const statement of statements) {
        // The test server does not load the library, without which the view has a shape and no rows.
        const isCounted = statement.includes('FROM monitoring.pg_stat_statements');
        await client.query(isCounted ? `EXPLAIN ${statement}` : statement.replace(" PASSWORD '…'", ''));
      }
    } finally {
      await client.query('ROLLBACK');
      await client.end();
    }
    expect(statements.length).toBeGreaterThan(12);
  });
});
