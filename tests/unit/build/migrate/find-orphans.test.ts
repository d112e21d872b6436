import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { projectOptionsSchema } from '../../../../build/config/project-config.ts';
import { diskFiles } from '../../../../build/files/disk-files.ts';
import { type LockEntry } from '../../../../build/lock/lock-file.ts';
import { findOrphans } from '../../../../build/migrate/find-orphans.ts';
import { createTempProject, type TempProject } from '../../../support/temp-project.ts';

let project: TempProject;
beforeEach(() => {
  project = createTempProject({
    'prisma/migrations/1_first/migration.sql':
      'CREATE TYPE "Kind" AS ENUM (\'A\'); CREATE TABLE "Deal" (); CREATE TABLE "User" (); CREATE TABLE "Old" ();',
    'prisma/migrations/2_second/migration.sql': 'DROP TABLE "Old";',
  });
});
afterEach(() => {
  project.dispose();
});

const orphans = async (tables: string[], env: NodeJS.ProcessEnv = {}) => {
  const config = { ...projectOptionsSchema.parse({}), projectDir: project.dir };
  const entry: LockEntry = { state: 'retired', version: '1.0.0', hash: '', tables, enums: [] };
  return (await findOrphans(config, new Map([['crm', entry]]), diskFiles, env)).map(({ message }) => message);
};

describe('findOrphans', () => {
  it('names what the migrations made and nobody knows', async () => {
    expect(await orphans(['User'])).toEqual([
      'A migration made "Deal", and no component declares it or has it in components.lock.json: going on would drop it.',
      'A migration made "Kind", and no component declares it or has it in components.lock.json: going on would drop it.',
    ]);
  });

  it('lets go of what is named for this one call', async () => {
    expect(await orphans(['User'], { TESSERA_ALLOW_DROP: 'Kind, Deal' })).toEqual([]);
  });
});
