import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadEnvironment } from '../../../../build/config/load-environment.ts';

describe('the environment of a project', () => {
  let project: string;
  beforeEach(async () => {
    project = await mkdtemp(join(tmpdir(), 'tessera-env-'));
  });
  afterEach(() => rm(project, { recursive: true }));

  it('is the process environment where there is no .env', async () => {
    expect(await loadEnvironment(project, { A: '1', B: undefined })).toEqual({ A: '1' });
  });

  it('takes from .env what the process environment does not set, and no empty values', async () => {
    await writeFile(join(project, '.env'), 'A=from-file\nB="quoted # text"\nC=file\n');

    expect(await loadEnvironment(project, { A: 'from-process', C: '' })).toEqual({
      A: 'from-process',
      B: 'quoted # text',
    });
  });

  it('puts values in for names, of the file and of the process environment', async () => {
    await writeFile(
      join(project, '.env'),
      'DB_USER=app\nDATABASE_URL="postgresql://${DB_USER}:${DB_PASSWORD}@localhost/${DB:-shop}"\nPRICE=5\\$\n',
    );
    expect(await loadEnvironment(project, { DB_PASSWORD: 'a$b$$' })).toMatchObject({
      DATABASE_URL: 'postgresql://app:a$b$$@localhost/shop',
      PRICE: '5$',
    });
  });

  it('comes from the file, and the database from the variable, that the settings name', async () => {
    const app = join(project, 'apps/api');
    await mkdir(app, { recursive: true });
    await writeFile(join(project, '.env'), 'POSTGRES_URL=postgresql://localhost/shop\nDATABASE_URL=other\n');
    const names = { envFile: '../../.env', databaseUrlFrom: 'POSTGRES_URL' };
    for (const [file, text] of [
      ['tessera.config.json', JSON.stringify(names)],
      ['tessera.config.mjs', `export default ${JSON.stringify(names)};`],
      ['tessera.config.ts', `const names: object = ${JSON.stringify(names)};\nexport default names;`],
    ] as const) {
      await writeFile(join(app, file), text);
      expect(await loadEnvironment(app, {})).toMatchObject({ DATABASE_URL: 'postgresql://localhost/shop' });
      await rm(join(app, file));
    }
    // A variable that is not set names no database, whatever DATABASE_URL says.
    await writeFile(join(app, 'tessera.config.json'), JSON.stringify({ databaseUrlFrom: 'OTHER_URL' }));
    expect(await loadEnvironment(app, { DATABASE_URL: 'other' })).toEqual({});
  });
});
