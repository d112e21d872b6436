import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startEarlyDatabase } from '../../../build/shells/dev/early-database.ts';
import { createTempProject, type TempProject } from '../../support/temp-project.ts';

describe('startEarlyDatabase', () => {
  const url = 'postgresql://someone:secret@127.0.0.1:1/none';
  let project: TempProject;
  beforeEach(() => {
    project = createTempProject({ '.env': `DATABASE_URL=${url}\n` });
  });
  afterEach(() => {
    project.dispose();
  });

  it('opens the database that the settings of the project name, and hands it over', async () => {
    const early = startEarlyDatabase(project.dir, {});
    expect(await early.take()).toMatchObject({
      url,
      embedded: false,
      printableUrl: expect.not.stringContaining('secret'),
    });
    await early.release();
  });

  it('starts nothing for a folder that is not there', async () => {
    const missing = join(project.dir, 'missing');
    await startEarlyDatabase(missing, {}).release();
    expect(project.has('missing')).toBe(false);
  });

  it('says what kept the database from being opened where it is taken', async () => {
    project.remove('.env');
    project.write('.env/file', '');
    const early = startEarlyDatabase(project.dir, {});
    await expect(early.take()).rejects.toMatchObject({ code: 'EISDIR' });
  });
});
