import { describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { useTestDatabase } from '@/database/test-utils';
import { surviveKills } from '../../../../bench/jobs/survive-kills.ts';

describe('jobs in processes that are killed', () => {
  const database = useTestDatabase();

  it('are neither lost nor done twice, also when every connection breaks', async () => {
    const cutConnections = async (): Promise<void> => {
      const client = new Client(database.url);
      await client.connect();
      await client.query(
        'SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()',
      );
      await client.end();
    };
    const survived = await surviveKills(database.url, {
      jobs: 400,
      processes: 2,
      kills: 2,
      lease: 2,
      disturb: [cutConnections],
    });

    expect(survived).toMatchObject({ jobs: 400, lost: 0, doubled: 0, notDone: 0 });
  });
});
